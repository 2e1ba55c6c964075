package dev.agentguard.effect.shell;

import dev.agentguard.effect.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code echo} and {@code printf} print. */
final class Printing {

    private Printing() {}

    static String echo(List<Word> arguments) {
        boolean line = true;
        boolean escapes = false;
        int first = 0;
        while (first < arguments.size() && isOption(arguments.get(first).text())) {
            String option = arguments.get(first++).text();
            line &= option.indexOf('n') < 0;
            escapes = option.lastIndexOf('e') > option.lastIndexOf('E') || (escapes && option.indexOf('E') < 0);
        }
        StringBuilder out = new StringBuilder();
        for (int i = first; i < arguments.size(); i++) {
            out.append(i == first ? "" : " ").append(arguments.get(i).text());
        }
        String text = escapes ? AnsiQuote.unescape(out.toString()) : out.toString();
        return line ? text + "\n" : text;
    }

    private static boolean isOption(String text) {
        if (text.length() < 2 || text.charAt(0) != '-') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if ("neE".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Only {@code %s}, {@code %b}, {@code %d}, {@code %c} and {@code %%} without widths; null for others. */
    static @Nullable String printf(List<Word> arguments) {
        int next = 0;
        if (next < arguments.size() && arguments.get(next).text().equals("--")) {
            next++;
        }
        if (next >= arguments.size()) {
            return "";
        }
        String format = arguments.get(next++).text();
        StringBuilder out = new StringBuilder();
        boolean more = true;
        while (more && out.length() < TextTools.LONGEST) {
            int before = next;
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < format.length(); i++) {
                char c = format.charAt(i);
                if (c == '\\' && i + 1 < format.length()) {
                    plain.append(c).append(format.charAt(++i));
                    continue;
                }
                if (c != '%') {
                    plain.append(c);
                    continue;
                }
                out.append(AnsiQuote.unescape(plain.toString()));
                plain.setLength(0);
                char kind = ++i < format.length() ? format.charAt(i) : 0;
                if (kind == '%') {
                    out.append('%');
                    continue;
                }
                if (out.length() > TextTools.LONGEST) {
                    return null;
                }
                String value = next < arguments.size() ? arguments.get(next).text() : "";
                next++;
                switch (kind) {
                    case 's', 'd' -> out.append(value);
                    case 'b' -> out.append(AnsiQuote.unescape(value));
                    case 'c' -> out.append(value, 0, Math.min(1, value.length()));
                    default -> {
                        return null;
                    }
                }
            }
            out.append(AnsiQuote.unescape(plain.toString()));
            more = next > before && next < arguments.size();
        }
        return out.toString();
    }
}
