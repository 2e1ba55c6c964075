package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Programs that are given a script: shells, by an option, a file or their input. */
final class Interpreters {

    private static final Set<String> SHELLS =
            Set.of("sh", "bash", "zsh", "dash", "ksh", "ash", "mksh", "rbash", "hush", "ksh93", "rzsh", "fish", "yash");

    private final Walk walk;
    private final Reading reading;
    private final CodeReader code;
    private final String place;

    Interpreters(Walk walk, Reading reading, CodeReader code, String place) {
        this.walk = walk;
        this.reading = reading;
        this.code = code;
        this.place = place;
    }

    static boolean isShell(String program) {
        return SHELLS.contains(program);
    }

    /** Reads what a shell is given. */
    void shell(List<Word> arguments, Shell shell, @Nullable Word input) {
        boolean command = false;
        boolean check = false;
        int next = 0;
        while (next < arguments.size()) {
            String option = arguments.get(next).text();
            if (option.length() < 2
                    || (option.charAt(0) != '-' && option.charAt(0) != '+')
                    || !arguments.get(next).known()) {
                break;
            }
            next++;
            if (option.equals("--")) {
                break;
            }
            if (option.equals("--help") || option.equals("--version")) {
                return;
            }
            if (option.startsWith("--")) {
                next += option.equals("--rcfile") || option.equals("--init-file") ? 1 : 0;
                command |= option.equals("--command");
                continue;
            }
            command |= option.indexOf('c') > 0;
            check |= option.indexOf('n') > 0;
            if (option.endsWith("o") || option.endsWith("O")) {
                next++;
            }
        }
        Shell inner = shell.child();
        if (command) {
            commandLine(arguments, next, inner, input, check);
        } else if (next < arguments.size() && !arguments.get(next).text().equals("-")) {
            file(arguments, next, inner, input, check);
        } else if (input != null && !check) {
            inner.positional(List.of());
            code.read("shell", input, inner);
        } else if (!check) {
            reading.unknown("shell:unknown", place, "", "a shell that reads its commands from elsewhere");
        }
    }

    private void commandLine(List<Word> arguments, int next, Shell inner, @Nullable Word input, boolean check) {
        if (next >= arguments.size() || check) {
            return;
        }
        if (next + 1 < arguments.size()) {
            inner.self(arguments.get(next + 1).text());
            inner.positional(arguments.subList(next + 2, arguments.size()));
        } else {
            inner.positional(List.of());
        }
        code.shell(arguments.get(next), inner, input);
    }

    private void file(List<Word> arguments, int next, Shell inner, @Nullable Word input, boolean check) {
        Word file = arguments.get(next);
        List<Word> rest = arguments.subList(next + 1, arguments.size());
        boolean stdin = file.text().equals("/dev/stdin") || file.text().equals("/proc/self/fd/0");
        String written = stdin ? null : file.known() ? inner.content(file.text()) : null;
        if (check) {
            return;
        }
        if (stdin && input != null) {
            inner.positional(rest);
            code.read("shell", input, inner);
        } else if (written != null) {
            script(written, rest, inner, input, walk);
        } else {
            reading.unknown("shell:script", place, Shown.words(List.of(file)), "runs a script that was not read");
        }
    }

    /** Reads a script file that was written before. */
    static void script(String text, List<Word> arguments, Shell shell, @Nullable Word input, Walk walk) {
        Shell inner = shell.child();
        inner.positional(arguments);
        String language = language(text);
        if (language == null) {
            walk.script(text, inner, input, false);
        } else {
            walk.commands().code().read(language, Word.of(text), inner);
        }
    }

    private static @Nullable String language(String text) {
        if (!text.startsWith("#!")) {
            return null;
        }
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        int start = 2;
        for (int i = 2; i <= line.length(); i++) {
            if (i == line.length() || " /\t\r".indexOf(line.charAt(i)) >= 0) {
                String language = Languages.of(line.substring(start, i));
                if (language != null) {
                    return language;
                }
                start = i + 1;
            }
        }
        return null;
    }

    /** Reads a script of another language that was written before and is now run. */
    static void writtenScript(String program, List<Word> arguments, Shell shell, CodeReader code) {
        String language = Languages.of(program);
        if (language == null) {
            return;
        }
        for (Word argument : arguments) {
            if (argument.known() && !argument.text().startsWith("-")) {
                String written = shell.content(argument.text());
                if (written != null) {
                    code.read(language, Word.of(written), shell.child());
                }
                return;
            }
        }
    }
}
