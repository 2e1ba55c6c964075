package dev.agentguard.rules.prose;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The branch that a command line starts before it commits: {@code git checkout -b fix && git commit}. What runs whether
 * or not the branch could be started may well commit elsewhere.
 */
final class NewBranch {

    private NewBranch() {}

    /** Returns its name; null if none is started, several are, another one is gone to, or its name is not known. */
    static @Nullable String of(RuleInput input) {
        if (!isChained(text(input.action()))) {
            return null;
        }
        String name = null;
        for (Carrier.Start start : input.action().commands()) {
            Command command = start.command();
            List<Word> words = command.arguments();
            String verb = command.program().equalsIgnoreCase("git") && !words.isEmpty()
                    ? words.get(0).text()
                    : "";
            if (verb.startsWith("-")) {
                return null;
            }
            if (verb.equals("checkout") || verb.equals("switch")) {
                boolean starts = words.size() == 3
                        && words.get(2).known()
                        && List.of("-b", "-B", "-c", "-C").contains(words.get(1).text());
                if (!starts || name != null) {
                    return null;
                }
                name = words.get(2).text();
            } else if (name == null && verb.equals("commit")) {
                return null;
            }
        }
        return name;
    }

    /** Whether each command runs only after the one before it has succeeded. */
    private static boolean isChained(String text) {
        String rest = text.replace("&&", "");
        return text.contains("&&") && rest.chars().noneMatch(c -> ";|&\n\r`$".indexOf(c) >= 0);
    }

    private static String text(ActionView view) {
        if (view.action() instanceof ProcessStart start) {
            return String.join(" ", start.command());
        }
        return view.tool() == null
                ? ""
                : view.tool().arguments().values().stream()
                        .filter(String.class::isInstance)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
    }
}
