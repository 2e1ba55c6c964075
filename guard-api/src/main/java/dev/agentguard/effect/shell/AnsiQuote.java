package dev.agentguard.effect.shell;

/** Reads the escapes of {@code $'…'}, {@code echo -e} and {@code printf}. */
final class AnsiQuote {

    private AnsiQuote() {}

    /** Reads from behind the opening quote to behind the closing one. */
    static String read(Cursor in) {
        int start = in.at;
        while (!in.atEnd() && in.here() != '\'') {
            in.at += in.here() == '\\' ? 2 : 1;
        }
        if (in.atEnd()) {
            in.problem("a quote that is never closed");
            in.at = in.text.length();
            return unescape(in.text.substring(Math.min(start, in.at)));
        }
        String inner = in.since(start);
        in.at++;
        return unescape(inner);
    }

    /** Replaces the escapes; what is none stays as it is. */
    static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\' || i == text.length()) {
                out.append(c);
                continue;
            }
            char e = text.charAt(i++);
            int simple = "abeEfnrtv\\'\"?".indexOf(e);
            if (simple >= 0) {
                out.append("\007\b\033\033\f\n\r\t\013\\'\"?".charAt(simple));
            } else if (e == 'x') {
                i = number(text, i, 16, 2, out);
            } else if (e == 'u') {
                i = number(text, i, 16, 4, out);
            } else if (e == 'U') {
                i = number(text, i, 16, 8, out);
            } else if (e >= '0' && e <= '7') {
                i = number(text, e == '0' ? i : i - 1, 8, 3, out);
            } else if (e == 'c' && i < text.length()) {
                out.append((char) (text.charAt(i++) & 0x1f));
            } else {
                out.append('\\').append(e);
            }
        }
        return out.toString();
    }

    private static int number(String text, int from, int radix, int most, StringBuilder out) {
        int value = 0;
        int i = from;
        while (i < text.length() && i - from < most && Character.digit(text.charAt(i), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(i), radix);
            i++;
        }
        if (Character.isValidCodePoint(value)) {
            out.appendCodePoint(value);
        }
        return i;
    }
}
