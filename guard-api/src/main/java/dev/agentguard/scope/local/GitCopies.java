package dev.agentguard.scope.local;

import static dev.agentguard.scope.local.Sentences.count;
import static dev.agentguard.scope.local.Sentences.files;

import dev.agentguard.resilience.BoundedCalls;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.CopyFinder;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recoverability.Verdict;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.local.WorkTree.Changes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Knows whether what git itself throws away is held elsewhere: changes that no commit holds, files it does not track,
 * stashes, commits of a branch. What a remote holds is known as of the last fetch; no remote is asked.
 */
public final class GitCopies implements CopyFinder {

    private static final Set<String> OPERATIONS = Set.of(
            "git:reset",
            "git:checkout",
            "git:switch",
            "git:clean",
            "git:stash-drop",
            "git:stash-clear",
            "git:branch",
            "git:push");

    private final BoundedCalls calls = new BoundedCalls("git", Duration.ofSeconds(3));

    /** Creates it. */
    public GitCopies() {}

    @Override
    public boolean responsibleFor(Loss loss) {
        return OPERATIONS.contains(loss.effect().operation());
    }

    @Override
    public Recoverability find(Loss loss, boolean fresh) {
        Path directory = loss.directory();
        if (directory == null) {
            return unknown("the directory in which it runs is not known");
        }
        try {
            return calls.call(deadline -> look(loss, directory, deadline));
        } catch (CallFailedException e) {
            return unknown(e.because());
        }
    }

    private static Recoverability look(Loss loss, Path directory, Deadline deadline) throws CallFailedException {
        WorkTree tree = WorkTree.around(directory, deadline);
        if (tree == null) {
            return unknown("`" + Shown.text(directory.toString()) + "` lies in no git repository");
        }
        String id = loss.effect().resource().id();
        return switch (loss.effect().operation()) {
            case "git:clean" -> cleaned(tree.changes(tree.root()));
            case "git:stash-drop", "git:stash-clear" -> stashes(tree);
            case "git:branch" -> id == null ? unknown("the branch cannot be read") : branch(tree, id);
            case "git:push" -> pushed(tree, id == null ? "" : id);
            default -> thrownAway(tree.changes(tree.root()));
        };
    }

    private static Recoverability thrownAway(Changes changes) {
        if (!changes.modified().isEmpty()) {
            return new Recoverability(
                    Verdict.DOES_NOT_SURVIVE, files(changes.modified(), "with changes that no commit holds"));
        }
        return changes.untracked().isEmpty()
                ? new Recoverability(Verdict.SURVIVES, "everything is committed, and commits stay in the reflog")
                : unknown("everything that git tracks is committed; it may overwrite "
                        + files(changes.untracked(), "that git does not track"));
    }

    private static Recoverability cleaned(Changes changes) {
        if (!changes.untracked().isEmpty()) {
            return new Recoverability(Verdict.DOES_NOT_SURVIVE, files(changes.untracked(), "that git does not track"));
        }
        return changes.ignored().isEmpty()
                ? new Recoverability(Verdict.NOT_NEEDED, "there is no file that git does not track")
                : unknown("with `-x` it deletes " + files(changes.ignored(), "that git ignores"));
    }

    private static Recoverability stashes(WorkTree tree) throws CallFailedException {
        int stashed = tree.stashed();
        return stashed == 0
                ? new Recoverability(Verdict.NOT_NEEDED, "nothing is stashed")
                : new Recoverability(
                        Verdict.DOES_NOT_SURVIVE, "no branch holds what is stashed, " + count(stashed, "time"));
    }

    private static Recoverability branch(WorkTree tree, String name) throws CallFailedException {
        String ref = "refs/heads/" + name;
        String tip = tree.tip(ref);
        if (tip == null) {
            return unknown("there is no branch `" + Shown.text(name) + "`");
        }
        List<String> others = new ArrayList<>(tree.holding(tip));
        others.remove(ref);
        if (others.isEmpty()) {
            return new Recoverability(
                    Verdict.DOES_NOT_SURVIVE,
                    count(tree.only(ref), "commit") + " of `" + Shown.text(name)
                            + "` are on no other branch, tag or remote; only the reflog holds them for a while");
        }
        return new Recoverability(
                Verdict.SURVIVES,
                "`" + Shown.text(others.get(others.size() - 1)) + "` holds all commits of `" + Shown.text(name) + "`");
    }

    private static Recoverability pushed(WorkTree tree, String refspec) throws CallFailedException {
        String name = refspec.substring(refspec.indexOf(':') + 1);
        name = name.startsWith("+") ? name.substring(1) : name;
        name = name.startsWith("refs/heads/") ? name.substring("refs/heads/".length()) : name;
        List<String> known = new ArrayList<>();
        for (String ref : tree.refs("refs/remotes")) {
            if (!name.isEmpty() && ref.endsWith("/" + name)) {
                known.add(ref);
            }
        }
        return unknown(
                known.isEmpty()
                        ? "what the remote holds there was never fetched"
                        : "`" + Shown.text(known.get(0))
                                + "` has what the remote held at the last fetch; what came since is not here");
    }

    private static Recoverability unknown(String because) {
        return new Recoverability(Verdict.UNKNOWN, because);
    }

    @Override
    public void close() {
        calls.close();
    }
}
