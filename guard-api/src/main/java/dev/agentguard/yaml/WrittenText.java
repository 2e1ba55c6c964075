package dev.agentguard.yaml;

import org.jspecify.annotations.Nullable;

/** Finds places of a scalar's text in the file, where it may stand in quotes, over several lines or as a block. */
final class WrittenText {

    private WrittenText() {}

    /**
     * A place in a file.
     *
     * @param line the line, from 1
     * @param column the column, from 1
     */
    record Position(int line, int column) {}

    /**
     * Returns where a character of a scalar stands.
     *
     * @param line the line in which the scalar starts
     * @param column the column in which it starts
     * @param text the scalar's text
     * @param written the characters of the file from its start to its end, or null if they are the text
     * @param at the character's index in the text
     */
    static Position position(int line, int column, String text, @Nullable String written, int at) {
        int end = Math.max(0, Math.min(at, text.length()));
        if (written == null) {
            return new Position(line, column + text.codePointCount(0, end));
        }
        int there = find(text, end, written);
        return there < 0 ? new Position(line, column) : advanced(line, column, written, there);
    }

    /**
     * Walks both at once: what is no blank stands in both in the same order, with quotes, escapes and indentation in
     * between.
     */
    private static int find(String text, int at, String written) {
        int there = start(written);
        int found = there;
        for (int i = 0; i <= at && i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isWhitespace(c)) {
                continue;
            }
            found = written.indexOf(c, there);
            if (found < 0) {
                return -1;
            }
            there = found + 1;
        }
        return at < text.length() && !Character.isWhitespace(text.charAt(at)) ? found : there;
    }

    /** Behind the opening quote or the first line of a block, which says how it is to be read. */
    private static int start(String written) {
        char first = written.isEmpty() ? ' ' : written.charAt(0);
        if (first == '|' || first == '>') {
            return written.indexOf('\n') + 1;
        }
        return first == '"' || first == '\'' ? 1 : 0;
    }

    private static Position advanced(int line, int column, String written, int to) {
        int atLine = line;
        int atColumn = column;
        for (int i = 0; i < to; i++) {
            char c = written.charAt(i);
            if (c == '\n') {
                atLine++;
                atColumn = 1;
            } else if (!Character.isLowSurrogate(c)) {
                atColumn++;
            }
        }
        return new Position(atLine, atColumn);
    }
}
