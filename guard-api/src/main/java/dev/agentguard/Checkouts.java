package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.local.CheckedOut;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the branch that is checked out where an action of git runs: in the work tree of the project that the rule files
 * are of, if this process runs there and nothing in the action says that it goes elsewhere.
 */
final class Checkouts {

    /** Arguments of tools beside a command line that say nothing of where it runs. */
    private static final Set<String> REMARKS =
            Set.of("description", "explanation", "reason", "title", "summary", "thought", "purpose");

    /** Variables by which git works on another repository, or with other settings. */
    private static final Set<String> ELSEWHERE =
            Set.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES");

    private final List<Path> ruleFiles;
    private final Path directory;
    private final Map<String, String> environment;

    Checkouts(List<Path> ruleFiles, Path directory, Map<String, String> environment) {
        this.ruleFiles = List.copyOf(ruleFiles);
        this.directory = directory.toAbsolutePath().normalize();
        this.environment = environment;
    }

    /** Returns what is checked out there, or null if that is not known, or nobody needs to know. */
    @Nullable
    CheckedOut of(Action action, Effect effect) {
        boolean git =
                effect.operation().startsWith("git:") && effect.reversibility().mayWrite();
        if (!git
                || ruleFiles.isEmpty()
                || environment.keySet().stream().anyMatch(Checkouts::leadsElsewhere)
                || !staysHere(action)) {
            return null;
        }
        CheckedOut found = CheckedOut.around(directory);
        return found != null && isProject(found.root()) ? found : null;
    }

    private static boolean leadsElsewhere(String variable) {
        return ELSEWHERE.contains(variable) || variable.startsWith("GIT_CONFIG");
    }

    private boolean isProject(Path root) {
        Path real = real(root);
        return real != null
                && ruleFiles.stream().map(Checkouts::real).anyMatch(file -> file != null && file.startsWith(real));
    }

    /** The path without links; null if there is no such file, as with rule files that may come up later. */
    private static @Nullable Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean staysHere(Action action) {
        if (action instanceof ProcessStart start) {
            return !WorkingDirectory.moves(start.command());
        }
        if (!(action instanceof ToolCall call)) {
            return false;
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, Object> argument : call.arguments().entrySet()) {
            Object value = argument.getValue();
            boolean remark = REMARKS.contains(argument.getKey().toLowerCase(Locale.ROOT));
            if (value instanceof String line && !remark) {
                lines.add(line);
            } else if (!remark && !(value instanceof Number) && !(value instanceof Boolean)) {
                return false;
            }
        }
        return lines.size() == 1 && !WorkingDirectory.moves(lines);
    }
}
