package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builtins that change what a shell remembers. */
final class Assigning {

    /** {@code export}, {@code declare} and their like. */
    void declare(List<Word> arguments, Shell shell, boolean toPrograms) {
        boolean given = toPrograms;
        for (Word argument : arguments) {
            String text = argument.text();
            given |= text.startsWith("-") && text.indexOf('x') > 0;
            int equals = text.indexOf('=');
            String name = equals <= 0 ? null : ExpansionParser.nameOf(text, equals);
            if (name != null) {
                shell.assign(name, Shell.Value.of(new Word(text.substring(equals + 1), argument.known())));
            }
            if (given && !text.startsWith("-")) {
                shell.export(name == null ? text : name);
            }
        }
    }

    /** {@code printf -v}. */
    void printf(List<Word> arguments, Shell shell) {
        if (arguments.size() > 2 && arguments.get(0).text().equals("-v")) {
            List<Word> rest = arguments.subList(2, arguments.size());
            String text = TextTools.output("printf", rest, null, shell);
            shell.assign(arguments.get(1).text(), text == null ? Shell.Value.UNKNOWN : Shell.Value.of(Word.of(text)));
        }
    }

    /** {@code read}: the words of the first line if that is known. */
    void read(List<Word> arguments, Shell shell, @Nullable Word input, boolean words) {
        List<String> names = new ArrayList<>();
        boolean plain = words;
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            if (!text.startsWith("-")) {
                names.add(text);
            } else if (!text.equals("-r") && !text.equals("-s") && !text.equals("-rs")) {
                plain = false;
                if (text.length() == 2 && "adinNptu".indexOf(text.charAt(1)) >= 0) {
                    if (text.charAt(1) == 'a' && i + 1 < arguments.size()) {
                        names.add(arguments.get(i + 1).text());
                    }
                    i++;
                }
            }
        }
        if (names.isEmpty()) {
            names.add(words ? "REPLY" : "MAPFILE");
        }
        String line = plain && input != null && input.known() && shell.variable("IFS") == null
                ? input.text().split("\n", 2)[0].strip()
                : null;
        for (int i = 0; i < names.size(); i++) {
            if (line == null) {
                shell.assign(names.get(i), Shell.Value.UNKNOWN);
                continue;
            }
            int blank = i == names.size() - 1 ? -1 : line.indexOf(' ');
            String value = blank < 0 ? line : line.substring(0, blank);
            line = blank < 0 ? "" : line.substring(blank + 1).strip();
            shell.assign(names.get(i), Shell.Value.of(Word.of(value)));
        }
    }

    /** {@code set -- a b}. */
    void set(List<Word> arguments, Shell shell) {
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            if (text.equals("--") || (!text.startsWith("-") && !text.startsWith("+"))) {
                int first = text.equals("--") ? i + 1 : i;
                shell.positional(arguments.subList(first, arguments.size()));
                return;
            }
            if (text.endsWith("o")) {
                i++;
            }
        }
    }

    void shift(List<Word> arguments, Shell shell) {
        List<Word> values = shell.positional();
        if (values == null) {
            return;
        }
        int count = arguments.isEmpty() ? 1 : Parameters.number(arguments.get(0).text());
        shell.positional(count < 0 ? null : values.subList(Math.min(count, values.size()), values.size()));
    }

    void alias(List<Word> arguments, Shell shell) {
        for (Word argument : arguments) {
            int equals = argument.text().indexOf('=');
            if (equals > 0 && argument.known()) {
                shell.alias(
                        argument.text().substring(0, equals), argument.text().substring(equals + 1));
            }
        }
    }
}
