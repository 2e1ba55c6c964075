package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The directory in which an action runs, where that is certain. */
final class WorkingDirectory {

    /** Words with which a script goes elsewhere; in whatever position, since they may stand inside of other words. */
    private static final Set<String> MOVES = Set.of(
            "cd",
            "chdir",
            "pushd",
            "popd",
            "sl",
            "set-location",
            "push-location",
            "pop-location",
            "chroot",
            "ssh",
            "env",
            "docker",
            "podman",
            "kubectl",
            "nsenter",
            "xargs",
            "parallel");

    private WorkingDirectory() {}

    /** Returns it, or null: what a tool does with a text is not known, and neither is where a script has gone to. */
    static @Nullable Path of(Action action) {
        if (!(action instanceof ProcessStart start)
                || moves(start.command())
                || start.environment().keySet().stream().anyMatch(name -> name.startsWith("GIT_"))) {
            return null;
        }
        String directory = start.directory();
        try {
            return Path.of(directory == null ? "" : directory).toAbsolutePath();
        } catch (InvalidPathException e) {
            return null;
        }
    }

    /** Whether words of a command, or a script, go elsewhere. */
    static boolean moves(List<String> command) {
        for (String word : command) {
            if (word.equals("-C")
                    || word.contains(" -C")
                    || word.contains("--git-dir")
                    || word.contains("--work-tree")
                    || word.contains("GIT_")) {
                return true;
            }
            int start = 0;
            for (int i = 0; i <= word.length(); i++) {
                boolean part = i < word.length()
                        && (Character.isLetterOrDigit(word.charAt(i)) || "-_".indexOf(word.charAt(i)) >= 0);
                if (!part) {
                    if (MOVES.contains(word.substring(start, i).toLowerCase(Locale.ROOT))) {
                        return true;
                    }
                    start = i + 1;
                }
            }
        }
        return false;
    }
}
