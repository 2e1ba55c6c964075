package dev.agentguard.effect.sql;

/** Turns offsets into lines and columns; goes on from the last one, so that asking in order costs one pass. */
final class Position {

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;

    Position(String text) {
        this.text = text;
    }

    String of(int offset) {
        if (offset < at) {
            at = 0;
            line = 1;
            lineStart = 0;
        }
        while (at < offset && at < text.length()) {
            if (text.charAt(at) == '\n') {
                line++;
                lineStart = at + 1;
            }
            at++;
        }
        return line + ":" + (offset - lineStart + 1);
    }
}
