package dev.agentguard.scope.local;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Shown;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A git work tree, as far as one look-up reads it. */
final class WorkTree {

    private final Path root;
    private final GitProgram git;

    private WorkTree(Path root, Deadline deadline) {
        this.root = root;
        this.git = new GitProgram(root, deadline);
    }

    /** What git does not hold of some files. */
    record Changes(List<String> modified, List<String> untracked, List<String> ignored) {

        boolean none() {
            return modified.isEmpty() && untracked.isEmpty() && ignored.isEmpty();
        }
    }

    /** Returns the work tree in which a directory lies, or null if it lies in none. */
    static @Nullable WorkTree around(Path directory, Deadline deadline) {
        for (Path at = directory; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return new WorkTree(at, deadline);
            }
        }
        return null;
    }

    Path root() {
        return root;
    }

    /** Returns what is not as the last commit has it, below a path of the work tree. */
    Changes changes(Path path) throws CallFailedException {
        List<String> modified = new ArrayList<>();
        List<String> untracked = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (String entry : git.read(
                "status",
                "--porcelain=v1",
                "-z",
                "--no-renames",
                "--ignore-submodules=all",
                "--untracked-files=all",
                "--ignored=traditional",
                "--",
                below(path))) {
            String file = entry.substring(Math.min(3, entry.length()));
            (entry.startsWith("??") ? untracked : entry.startsWith("!!") ? ignored : modified).add(file);
        }
        return new Changes(modified, untracked, ignored);
    }

    /**
     * Returns whether git tracks anything below a path.
     *
     * @throws CallFailedException also if there is something that the status does not tell: the work tree of another
     *     repository, or a file that git was told not to look at
     */
    boolean tracks(Path path) throws CallFailedException {
        List<String> entries = git.read("ls-files", "-z", "-v", "-s", "--", below(path));
        for (String entry : entries) {
            if (!entry.startsWith("H ") || entry.startsWith("H 160000")) {
                throw new CallFailedException(
                        "git does not look at everything in `" + Shown.text(below(path)) + "`", false);
            }
        }
        return !entries.isEmpty();
    }

    private String below(Path path) {
        String relative = root.relativize(path).toString().replace('\\', '/');
        return relative.isEmpty() ? "." : relative;
    }

    /** Returns how many commits no remote is known to hold, those of the stash too. */
    int unpushed() throws CallFailedException {
        return number(git.read("rev-list", "--count", "--all", "--not", "--remotes"));
    }

    int stashed() throws CallFailedException {
        return refs("refs/stash").isEmpty()
                ? 0
                : git.read("rev-list", "--walk-reflogs", "refs/stash").size();
    }

    /** Returns the commit that a branch of this repository is at, or null if there is no such branch. */
    @Nullable
    String tip(String ref) throws CallFailedException {
        List<String> found = git.read("for-each-ref", "--format=%(objectname) %(refname)", ref);
        for (String line : found) {
            if (line.endsWith(" " + ref)) {
                return line.substring(0, line.indexOf(' '));
            }
        }
        return null;
    }

    /** Returns refs by a prefix of their names. */
    List<String> refs(String prefix) throws CallFailedException {
        return git.read("for-each-ref", "--format=%(refname)", prefix);
    }

    /** Returns the refs that hold a commit. */
    List<String> holding(String commit) throws CallFailedException {
        return git.read(
                "for-each-ref",
                "--format=%(refname)",
                "--contains=" + commit,
                "refs/heads",
                "refs/remotes",
                "refs/tags");
    }

    /** Returns how many commits only this ref holds. */
    int only(String ref) throws CallFailedException {
        return number(git.read("rev-list", "--count", ref, "--not", "--exclude=" + ref, "--all"));
    }

    private static int number(List<String> lines) throws CallFailedException {
        try {
            return Integer.parseInt(lines.isEmpty() ? "" : lines.get(0).strip());
        } catch (NumberFormatException e) {
            throw new CallFailedException("git wrote something else than a number", false);
        }
    }
}
