package dev.agentguard.rules.prose;

import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The branch that a command line starts before it commits: {@code git checkout -b fix && git commit}. */
final class NewBranch {

    private NewBranch() {}

    /** Returns its name; null if none is started, several are, another one is gone to, or its name is not known. */
    static @Nullable String of(RuleInput input) {
        String name = null;
        for (Carrier.Start start : input.action().commands()) {
            Command command = start.command();
            List<Word> words = command.arguments();
            String verb = command.program().equalsIgnoreCase("git") && !words.isEmpty()
                    ? words.get(0).text()
                    : "";
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
}
