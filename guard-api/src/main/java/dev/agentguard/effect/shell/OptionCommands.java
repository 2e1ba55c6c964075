package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds options of any program whose names say that their value is a command: {@code --on-download-command='rm x'}. */
final class OptionCommands {

    private static final Set<String> NAMES = Set.of(
            "exec",
            "execute",
            "command",
            "cmd",
            "hook",
            "shell",
            "editor",
            "pager",
            "askpass",
            "wrapper",
            "pipe",
            "filter",
            "rsh",
            "script",
            "complete",
            "error",
            "preexec",
            "postexec",
            "prehook",
            "posthook",
            "run",
            "viewer",
            "browser");

    private OptionCommands() {}

    static void read(List<Word> arguments, CodeReader code, Shell shell) {
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            if (text.length() < 5 || text.charAt(0) != '-' || (text.indexOf(' ') < 0 && !isText(arguments, i + 1))) {
                continue;
            }
            int equals = text.indexOf('=');
            if (!isCommand(equals < 0 ? text : text.substring(0, equals))) {
                continue;
            }
            if (equals > 0) {
                code.perhaps(
                        new Word(text.substring(equals + 1), arguments.get(i).known()), shell);
            } else if (i + 1 < arguments.size()) {
                code.perhaps(arguments.get(i + 1), shell);
            }
        }
    }

    /** Whether a word could be more than the name of a program. */
    private static boolean isText(List<Word> arguments, int at) {
        return at < arguments.size() && arguments.get(at).text().indexOf(' ') > 0;
    }

    /** Whether the last word of an option's name says so. */
    private static boolean isCommand(String name) {
        int end = name.length();
        int start = end;
        while (start > 0 && Character.isLetter(name.charAt(start - 1))) {
            start--;
        }
        return end - start >= 3 && NAMES.contains(name.substring(start, end).toLowerCase(Locale.ROOT));
    }
}
