package dev.agentguard.rules.prose;

import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A tool changes the file whose path it is given: {@code Edit}, {@code write_file}, {@code apply_patch}. */
record FileTool() implements Condition {

    private static final List<String> VERBS =
            List.of("edit", "write", "replace", "patch", "insert", "create", "append");
    private static final Set<String> PATHS =
            Set.of("file_path", "filepath", "path", "file", "filename", "file_name", "notebook_path", "target_file");

    @Override
    public Certainty in(RuleInput input) {
        ToolCall call = input.action().tool();
        if (call == null || input.effect().reversibility() == Reversibility.READ_ONLY) {
            return Certainty.NO;
        }
        String name = call.tool().toLowerCase(Locale.ROOT);
        boolean path = call.arguments().keySet().stream().anyMatch(key -> PATHS.contains(key.toLowerCase(Locale.ROOT)));
        return Certainty.of(path && VERBS.stream().anyMatch(name::contains));
    }

    @Override
    public Reversibility least() {
        return Reversibility.REVERSIBLE;
    }

    @Override
    public List<String> examples() {
        return List.of("tool Edit {\"file_path\": \"x/a.txt\", \"old_string\": \"a\", \"new_string\": \"b\"}");
    }

    @Override
    public String toString() {
        return "a tool that changes a file";
    }
}
