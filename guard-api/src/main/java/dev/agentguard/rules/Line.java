package dev.agentguard.rules;

/** Text of rule files as it may stand in a message: one line, short. */
public final class Line {

    private static final int LONGEST = 200;
    private static final int WHOLE = 2_000;

    private Line() {}

    /**
     * Shortens a text.
     *
     * @param text the text
     * @return one line of at most 200 characters
     */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * Returns what two texts are compared by.
     *
     * @param text the text
     * @return one line of at most 2,000 characters, with one blank between words
     */
    public static String whole(String text) {
        return of(text, WHOLE);
    }

    private static String of(String text, int longest) {
        StringBuilder line = new StringBuilder();
        boolean space = true;
        for (int i = 0; i < text.length() && line.length() < longest; i++) {
            char c = text.charAt(i);
            boolean blank = Character.isWhitespace(c) || Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            if (!blank) {
                line.append(c);
            } else if (!space) {
                line.append(' ');
            }
            space = blank;
        }
        String shown = line.toString().strip();
        return text.length() > longest && line.length() >= longest ? shown + "…" : shown;
    }
}
