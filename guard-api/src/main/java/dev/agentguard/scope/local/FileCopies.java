package dev.agentguard.scope.local;

import static dev.agentguard.scope.local.Sentences.count;
import static dev.agentguard.scope.local.Sentences.files;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.CopyFinder;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.local.WorkTree.Changes;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Knows whether a file that is deleted or overwritten is held elsewhere: git tracks it unmodified, or it is one of those
 * that nobody keeps. Of a whole work tree, whether everything in it is on a remote, as of the last fetch.
 */
public final class FileCopies implements CopyFinder {

    private static final Set<String> TYPES = Set.of("local:file", "git:file");

    private final BoundedCalls calls = new BoundedCalls("files", Duration.ofSeconds(3));
    private final List<Path> temporary;
    private final Path workspace = Path.of("").toAbsolutePath().normalize();
    private final List<Path> backups;

    /**
     * Creates it.
     *
     * @param temporary the directories whose files nobody keeps
     * @param backups directories in which declared backups lie, where a copy is looked for
     */
    public FileCopies(List<Path> temporary, List<Path> backups) {
        this.temporary = temporary.stream()
                .map(path -> LocalPath.of(path.toString(), null))
                .filter(path -> path != null)
                .toList();
        this.backups = List.copyOf(backups);
    }

    /**
     * Returns the directories for temporary files of this machine.
     *
     * @return the directories
     */
    public static List<Path> temporaryDirectories() {
        List<Path> directories = new ArrayList<>(List.of(Path.of(System.getProperty("java.io.tmpdir", "/tmp"))));
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            return directories;
        }
        directories.add(Path.of("/tmp"));
        directories.add(Path.of("/var/tmp"));
        return directories;
    }

    @Override
    public boolean responsibleFor(Loss loss) {
        Effect effect = loss.effect();
        return TYPES.contains(effect.resource().type())
                && effect.resource().id() != null
                && effect.places().isEmpty()
                && effect.host() == null;
    }

    @Override
    public Recoverability find(Loss loss, boolean fresh) {
        String id = String.valueOf(loss.effect().resource().id());
        Path path = LocalPath.of(id, loss.directory());
        if (path == null) {
            return unknown("which file `" + Shown.text(id) + "` is, is not known");
        }
        if (changedBefore(loss, path)) {
            return unknown("the same action changes `" + Shown.text(id) + "` first");
        }
        try {
            // of a directory that is searched, perhaps not all goes
            boolean part = LocalPath.isPattern(id) || loss.effect().operation().equals("local:find");
            List<Path> gone = gone(loss);
            return calls.call(deadline -> look(path, part, new OtherCopies(backups, gone), deadline));
        } catch (CallFailedException e) {
            return unknown(e.because());
        }
    }

    /** What a script moves to a place and then deletes there is not what is there now. */
    private static boolean changedBefore(Loss loss, Path path) {
        for (Effect other : loss.together()) {
            String id = other.resource().id();
            boolean writes = other.reversibility() == Reversibility.REVERSIBLE
                    && TYPES.contains(other.resource().type());
            Path where = id == null || !writes ? null : LocalPath.of(id, loss.directory());
            if (writes && (where == null || where.startsWith(path) || path.startsWith(where))) {
                return true;
            }
        }
        return false;
    }

    /** Everything that goes in the same action: a copy there is none. */
    private static List<Path> gone(Loss loss) {
        List<Path> gone = new ArrayList<>();
        for (Effect other : loss.together()) {
            String id = other.resource().id();
            Path where =
                    id != null && TYPES.contains(other.resource().type()) ? LocalPath.of(id, loss.directory()) : null;
            if (where != null && other.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0) {
                gone.add(where);
            }
        }
        return gone;
    }

    private Recoverability look(Path path, boolean pattern, OtherCopies others, Deadline deadline)
            throws CallFailedException {
        String shown = "`" + Shown.text(path.toString()) + "`";
        for (Path directory : temporary) {
            boolean below = path.startsWith(directory) && (pattern || !path.equals(directory));
            if (below && !isWorkspace(path, directory)) {
                return new Recoverability(Verdict.NOT_NEEDED, shown + " is a temporary file");
            }
        }
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Recoverability(Verdict.NOT_NEEDED, "there is no " + shown);
        }
        WorkTree tree = WorkTree.around(path, deadline);
        if (tree == null) {
            return others.of(path, deadline);
        }
        Path inside = tree.root().relativize(path);
        if (inside.startsWith(".git")) {
            return repository(tree, new Changes(List.of(), List.of(), List.of()));
        }
        Changes changes = tree.changes(path);
        if (inside.toString().isEmpty() && !pattern) {
            return repository(tree, changes);
        }
        return below(tree, path, changes, pattern, others, deadline);
    }

    /** A workspace that lies under the directory for temporary files is not temporary. */
    private boolean isWorkspace(Path path, Path directory) {
        return workspace.startsWith(directory) && (path.startsWith(workspace) || workspace.startsWith(path));
    }

    private static Recoverability below(
            WorkTree tree, Path path, Changes changes, boolean pattern, OtherCopies others, Deadline deadline)
            throws CallFailedException {
        String shown = "`" + Shown.text(path.toString()) + "`";
        if (changes.none()) {
            return tree.tracks(path)
                    ? new Recoverability(Verdict.SURVIVES, "git tracks " + shown + ", and the last commit holds it")
                    : new Recoverability(Verdict.UNKNOWN, "git knows nothing of " + shown);
        }
        if (pattern) {
            return unknown("not everything in " + shown + " is held by a commit: " + words(changes));
        }
        return Files.isRegularFile(path)
                ? others.orElse(path, words(changes), deadline)
                : new Recoverability(Verdict.DOES_NOT_SURVIVE, words(changes));
    }

    private static String words(Changes changes) {
        List<String> words = new ArrayList<>();
        if (!changes.modified().isEmpty()) {
            words.add(files(changes.modified(), "with changes that no commit holds"));
        }
        if (!changes.untracked().isEmpty()) {
            words.add(files(changes.untracked(), "that git does not track"));
        }
        if (!changes.ignored().isEmpty()) {
            words.add(files(changes.ignored(), "that git ignores"));
        }
        return String.join(", ", words);
    }

    private static Recoverability repository(WorkTree tree, Changes changes) throws CallFailedException {
        int unpushed = tree.unpushed();
        int stashed = tree.stashed();
        List<String> lost = new ArrayList<>();
        if (unpushed > 0) {
            lost.add(count(unpushed, "commit") + " that no remote holds");
        }
        if (stashed > 0) {
            lost.add("what was stashed, " + count(stashed, "time"));
        }
        if (!changes.none()) {
            lost.add(words(changes));
        }
        return lost.isEmpty()
                ? new Recoverability(
                        Verdict.SURVIVES,
                        "a remote holds every commit, as of the last fetch, and nothing else is there")
                : new Recoverability(
                        Verdict.DOES_NOT_SURVIVE,
                        "the repository `" + Shown.text(tree.root().toString()) + "` has " + String.join(", ", lost));
    }

    private static Recoverability unknown(String because) {
        return new Recoverability(Verdict.UNKNOWN, because);
    }

    @Override
    public void close() {
        calls.close();
    }
}
