package dev.agentguard.rules.prose;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.ActionView;
import dev.agentguard.rules.RuleInput;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The branch that a command line starts before it commits: {@code git checkout -b fix && git commit}. What runs whether
 * or not the branch could be started may well commit elsewhere.
 */
final class NewBranch {

    private NewBranch() {}

    /** Returns its name; null if none is started, several are, another one is gone to, or its name is not known. */
    static @Nullable String of(RuleInput input) {
        if (!isChained(line(input.action()))) {
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
                boolean goes = verb.equals("switch")
                        && words.size() == 2
                        && words.get(1).known();
                if (goes && name == null && !words.get(1).text().startsWith("-")) {
                    name = words.get(1).text();
                    continue;
                }
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

    /** Returns the branch that a line goes to first, as far as its name may be one: {@code git checkout main && …}. */
    static @Nullable String goneTo(RuleInput input) {
        if (!isChained(line(input.action()))) {
            return null;
        }
        for (Carrier.Start start : input.action().commands()) {
            List<Word> words = start.command().arguments();
            boolean git = start.command().program().equalsIgnoreCase("git") && words.size() == 2;
            if (git && words.get(0).text().equals("checkout") && words.get(1).known()) {
                return words.get(1).text();
            }
        }
        return null;
    }

    /** Whether each command is git's, here, and runs only after the one before it has succeeded. */
    private static boolean isChained(String line) {
        return line.replace("&&", "").chars().noneMatch(c -> ";|&\n\r`$".indexOf(c) >= 0)
                && Arrays.stream(line.split("&&", -1))
                        .allMatch(part -> part.strip().startsWith("git "));
    }

    /** The line; empty if the action holds more than one line, which may say where it runs. */
    private static String line(ActionView view) {
        if (view.action() instanceof ProcessStart start) {
            List<String> command = start.command();
            return command.size() == 3 && command.get(1).equals("-c") ? command.get(2) : "";
        }
        Collection<?> arguments =
                view.tool() == null ? List.of() : view.tool().arguments().values();
        return arguments.size() == 1 && arguments.iterator().next() instanceof String line ? line : "";
    }
}
