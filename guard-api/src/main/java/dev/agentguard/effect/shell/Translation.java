package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code tr} and a plain {@code sed s/a/b/} make of text. */
final class Translation {

    private Translation() {}

    static @Nullable String tr(List<Word> arguments, String input) {
        boolean delete = false;
        int first = 0;
        while (first < arguments.size()
                && arguments.get(first).text().startsWith("-")
                && arguments.get(first).text().length() > 1) {
            String option = arguments.get(first++).text();
            if (!option.equals("-d")) {
                return null;
            }
            delete = true;
        }
        if (arguments.size() - first != (delete ? 1 : 2)) {
            return null;
        }
        String from = set(arguments.get(first).text());
        String to = delete ? "" : set(arguments.get(first + 1).text());
        if (from == null || to == null || (!delete && to.isEmpty())) {
            return null;
        }
        StringBuilder out = new StringBuilder(input.length());
        for (int i = 0; i < input.length(); i++) {
            int at = from.indexOf(input.charAt(i));
            if (at < 0) {
                out.append(input.charAt(i));
            } else if (!delete) {
                out.append(to.charAt(Math.min(at, to.length() - 1)));
            }
        }
        return out.toString();
    }

    private static @Nullable String set(String text) {
        String plain = AnsiQuote.unescape(text)
                .replace("[:upper:]", "A-Z")
                .replace("[:lower:]", "a-z")
                .replace("[:digit:]", "0-9")
                .replace("[:space:]", " \t\n\013\f\r");
        if (plain.contains("[:")) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (i + 2 < plain.length() && plain.charAt(i + 1) == '-' && plain.charAt(i + 2) >= c) {
                char last = plain.charAt(i + 2);
                if (last - c > 256) {
                    return null;
                }
                for (char each = c; each <= last; each++) {
                    out.append(each);
                }
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** One {@code s/text/text/g} whose pattern has no special characters; null for others. */
    static @Nullable String sed(List<Word> arguments, String input) {
        String script = null;
        for (Word argument : arguments) {
            String text = argument.text();
            if (text.equals("-e") || text.equals("-E") || text.equals("-r")) {
                continue;
            }
            if (script != null || text.startsWith("-")) {
                return null;
            }
            script = text;
        }
        if (script == null || script.length() < 4 || script.charAt(0) != 's') {
            return null;
        }
        char mark = script.charAt(1);
        int middle = script.indexOf(mark, 2);
        int end = middle < 0 ? -1 : script.indexOf(mark, middle + 1);
        if (end < 0) {
            return null;
        }
        String pattern = script.substring(2, middle);
        String with = script.substring(middle + 1, end);
        String flags = script.substring(end + 1);
        if (pattern.isEmpty() || !isPlain(pattern) || !isPlain(with) || !(flags.isEmpty() || flags.equals("g"))) {
            return null;
        }
        if (flags.equals("g")) {
            return Parameters.replacedAll(input, pattern, with);
        }
        StringBuilder out = new StringBuilder();
        for (String line : input.split("(?<=\n)", -1)) {
            int at = line.indexOf(pattern);
            out.append(at < 0 ? line : line.substring(0, at) + with + line.substring(at + pattern.length()));
        }
        return out.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (".*[]^$\\&+?(){}|".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
