package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** "broad commands such as `pkill` or `kill`": the list says what is meant where the words in front of it do not. */
final class Lists {

    private static final Set<String> MARKS = Set.of("as", "like", "e.g", "eg", "including", ":", "(", "i.e");
    private static final Set<String> COMMANDS =
            Set.of("command", "commands", "operation", "operations", "tool", "tools", "script", "scripts");

    private Lists() {}

    /** Returns where the list of commands starts, or -1 if there is none. */
    static int ofCommands(List<Token> region) {
        boolean commands = false;
        for (int i = 0; i + 1 < region.size(); i++) {
            Token token = region.get(i);
            commands |= token.isWord() && COMMANDS.contains(token.word());
            int next = i + 1;
            while (next < region.size()
                    && (region.get(next).type() == Token.Type.MARK
                            || MARKS.contains(region.get(next).word()))) {
                next++;
            }
            if (commands
                    && MARKS.contains(token.word())
                    && next < region.size()
                    && region.get(next).isCode()) {
                return next;
            }
        }
        return -1;
    }
}
