package dev.agentguard.rules;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** To which names a {@code find} is limited, so that not all of its directory is meant. */
public final class FindNames {

    private static final Set<String> NAMES = Set.of("-name", "-iname");

    /** What undoes a limit, or joins it with what is not limited. */
    private static final Set<String> UNLIMITED = Set.of("-o", "-or", "!", "-not", ",");

    private FindNames() {}

    /**
     * Returns the names that the files found must have.
     *
     * @param commands the commands of an action
     * @return patterns of names, one of which each file that is found has; empty if any file may be found, or nothing is
     *     looked for
     */
    public static List<String> of(List<Command> commands) {
        List<String> all = new ArrayList<>();
        for (Command command : commands) {
            if (!command.program().equals("find") && !command.program().equals("gfind")) {
                continue;
            }
            List<String> names = ofOne(command.arguments());
            if (names.isEmpty()) {
                return List.of();
            }
            all.addAll(names);
        }
        return all;
    }

    /** Of several names that must all fit the first says enough. */
    private static List<String> ofOne(List<Word> arguments) {
        String first = null;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i).text();
            if (!arguments.get(i).known() || UNLIMITED.contains(word)) {
                return List.of();
            }
            if (first == null && NAMES.contains(word) && i + 1 < arguments.size()) {
                first = arguments.get(i + 1).text();
            }
        }
        boolean limits = first != null && first.chars().anyMatch(Character::isLetterOrDigit);
        return limits ? List.of(first) : List.of();
    }
}
