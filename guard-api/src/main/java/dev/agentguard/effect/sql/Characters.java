package dev.agentguard.effect.sql;

/** What characters are in SQL text. */
final class Characters {

    private Characters() {}

    static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || isDigit(c)
                || c == '_'
                || c == '$'
                || c == '#'
                || (c > 127 && !isSpace(c));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Control characters too: no server makes a name of them. */
    static boolean isSpace(char c) {
        return c <= ' ' || (c > 126 && (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0xFEFF));
    }

    /** Returns what closes a literal that a character opens. */
    static char closing(char open) {
        return switch (open) {
            case '[' -> ']';
            case '(' -> ')';
            case '{' -> '}';
            case '<' -> '>';
            default -> open;
        };
    }
}
