package dev.agentguard.rules.prose;

import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Locale;

/** A path is named that lies outside of the working directory, temporary files left out of account. */
record Outside(boolean writing) implements Condition {

    private static final List<String> HARMLESS =
            List.of("/tmp", "/var/tmp", "/dev/null", "/dev/stdout", "/dev/stderr", "/dev/stdin", "/dev/tty", "/dev/fd");

    @Override
    public Certainty in(RuleInput input) {
        if (writing && input.effect().reversibility() == dev.agentguard.annotation.Reversibility.READ_ONLY) {
            return Certainty.NO;
        }
        String file = input.effect().resource().id();
        if (file != null && input.effect().resource().type().endsWith(":file") && isOutside(file)) {
            return Certainty.YES;
        }
        for (Command command : input.commands()) {
            if (!command.program().toLowerCase(Locale.ROOT).equals("git")
                    && command.arguments().stream().map(Word::text).anyMatch(Outside::isOutside)) {
                return Certainty.YES;
            }
        }
        ToolCall tool = input.action().tool();
        return Certainty.of(tool != null
                && tool.arguments().entrySet().stream()
                        .anyMatch(entry -> isPathName(entry.getKey())
                                && entry.getValue() instanceof String text
                                && isOutside(text)));
    }

    private static boolean isPathName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("path") || lower.contains("file") || lower.contains("dir") || lower.contains("folder");
    }

    private static boolean isOutside(String word) {
        String path = Paths.plain(word);
        boolean outside = path.startsWith("/") || path.startsWith("~") || path.startsWith("../") || path.equals("..");
        return outside
                && path.length() < 300
                && !path.startsWith("//")
                && HARMLESS.stream().noneMatch(free -> path.equals(free) || path.startsWith(free + "/"));
    }

    @Override
    public List<String> examples() {
        return List.of("shell touch ../x/a.txt", "shell rm ../x/a.txt", "shell cat ../x/a.txt");
    }

    @Override
    public String toString() {
        return (writing ? "writes" : "reads or writes") + " outside of the project";
    }
}
