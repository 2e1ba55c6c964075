package dev.agentguard.effect.sql;

import static dev.agentguard.effect.sql.Characters.isDigit;
import static dev.agentguard.effect.sql.Characters.isSpace;
import static dev.agentguard.effect.sql.Characters.isWordPart;

/**
 * Finds where pieces of a text end that read the same in every dialect.
 *
 * @param text the text
 */
record Scan(String text) {

    /** Returns the index of the quote that closes the one at an index, doubled ones skipped; the end if none does. */
    int quoteEnd(int start, char quote, boolean escapes) {
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && escapes) {
                i += 2;
            } else if (c != quote) {
                i++;
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i += 2;
            } else {
                break;
            }
        }
        return i;
    }

    /** Returns the index of the three quotes that close those at an index, the end if none do. */
    int tripleEnd(int start, char quote, boolean escapes) {
        String triple = String.valueOf(quote).repeat(3);
        int i = start + 3;
        while (i < text.length() && !text.startsWith(triple, i)) {
            i += escapes && text.charAt(i) == '\\' ? 2 : 1;
        }
        return i;
    }

    /** Returns the index behind the comment that begins at an index, -1 if it stays open. */
    int commentEnd(int start, boolean nested) {
        int depth = 1;
        int i = start + 2;
        while (i < text.length() && depth > 0) {
            if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else if (nested && text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else {
                i++;
            }
        }
        return depth > 0 ? -1 : i;
    }

    /** Returns where the number that begins at an index ends. */
    int numberEnd(int at) {
        int i = at;
        boolean hex = text.charAt(i) == '0' && i + 1 < text.length() && (text.charAt(i + 1) | 32) == 'x';
        i += hex ? 2 : 0;
        while (i < text.length() && (isDigit(text.charAt(i)) || (hex && Character.digit(text.charAt(i), 16) >= 0))) {
            i++;
        }
        if (!hex && i < text.length() && text.charAt(i) == '.') {
            i++;
            while (i < text.length() && isDigit(text.charAt(i))) {
                i++;
            }
        }
        if (!hex && i + 1 < text.length() && (text.charAt(i) | 32) == 'e') {
            int exponent = i + (text.charAt(i + 1) == '+' || text.charAt(i + 1) == '-' ? 2 : 1);
            if (exponent < text.length() && isDigit(text.charAt(exponent))) {
                i = exponent;
                while (i < text.length() && isDigit(text.charAt(i))) {
                    i++;
                }
            }
        }
        return i;
    }

    int lineEnd(int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    boolean startsLine(int start) {
        for (int i = start - 1; i >= 0 && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i--) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** On a line with nothing behind it but a count or a semicolon. */
    boolean aloneOnLine(int start, int end) {
        for (int i = end; i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i++) {
            char c = text.charAt(i);
            if (!isSpace(c) && !isDigit(c) && c != ';') {
                return false;
            }
        }
        return startsLine(start);
    }

    /** Returns where the text in dollar signs that begins here begins, -1 if none does. */
    static int dollarTagEnd(String text, int at) {
        for (int i = at + 1; i < text.length() && i - at < 64; i++) {
            char c = text.charAt(i);
            if (c == '$') {
                return i + 1;
            }
            if (!isWordPart(c) || (i == at + 1 && isDigit(c))) {
                return -1;
            }
        }
        return -1;
    }

    /** The address of a file, {@code file://…}, which PUT and GET take without quotes. */
    boolean isFile(int at) {
        return at >= 5 && text.regionMatches(true, at - 5, "file:", 0, 5);
    }
}
