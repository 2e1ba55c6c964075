package dev.agentguard.effect.sql;

import java.util.Locale;

/**
 * One piece of SQL text.
 *
 * @param type what it is
 * @param text a word in upper case, a quoted name without its quotes, a literal as it was written between its quotes, a
 *     symbol, a client's command
 * @param start where it begins
 * @param end where it ends, exclusive
 * @param inside where the text between its quotes begins, {@code start} if it has none
 */
record Token(Type type, String text, int start, int end, int inside) {

    enum Type {
        /** A word without quotes: a keyword, a name, a variable. */
        WORD,
        /** A name in quotes. */
        NAME,
        /** A literal in which two quotes stand for one. */
        STRING,
        /** A literal that knows the backslash too. */
        ESCAPED,
        /** A literal that is what stands in it. */
        RAW,
        NUMBER,
        /** One character of another kind. */
        SYMBOL,
        /** The end of a statement. */
        END,
        /** The end of a batch. */
        BATCH,
        /** A command to the client program, with the rest of its line. */
        META
    }

    static Token word(String source, int start, int end) {
        return new Token(Type.WORD, source.substring(start, end).toUpperCase(Locale.ROOT), start, end, start);
    }

    boolean isWord() {
        return type == Type.WORD;
    }

    boolean isString() {
        return type == Type.STRING || type == Type.ESCAPED || type == Type.RAW;
    }

    boolean isEnd() {
        return type == Type.END || type == Type.BATCH;
    }

    boolean isSymbol(char c) {
        return type == Type.SYMBOL && text.charAt(0) == c;
    }

    /** Returns a literal's value. */
    String value() {
        return switch (type) {
            case STRING -> text.indexOf('\'') < 0 ? text : text.replace("''", "'");
            case ESCAPED -> unescaped();
            default -> text;
        };
    }

    private String unescaped() {
        if (text.indexOf('\\') < 0 && text.indexOf('\'') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i = escape(i + 1, out);
            } else {
                out.append(c);
                if (c == '\'' && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                    i++;
                }
            }
        }
        return out.toString();
    }

    /** Appends what stands behind a backslash and returns the index of its last character. */
    private int escape(int at, StringBuilder out) {
        char c = text.charAt(at);
        int digits = switch (c) {
            case 'x', 'X' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
        if (digits > 0 && at + digits < text.length()) {
            try {
                int point = Integer.parseInt(text.substring(at + 1, at + 1 + digits), 16);
                if (Character.isValidCodePoint(point)) {
                    out.appendCodePoint(point);
                    return at + digits;
                }
            } catch (NumberFormatException e) {
                // not an escape: the character stands for itself
            }
        }
        if (c >= '0' && c <= '7' && at + 2 < text.length() && isOctal(at + 1) && isOctal(at + 2)) {
            out.append((char) Integer.parseInt(text.substring(at, at + 3), 8));
            return at + 2;
        }
        out.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> c;
                });
        return at;
    }

    private boolean isOctal(int at) {
        return text.charAt(at) >= '0' && text.charAt(at) <= '7';
    }
}
