package dev.agentguard.rules;

/** Text of rule files as it may stand in a message: one line, short. */
final class Line {

    private static final int LONGEST = 200;

    private Line() {}

    static String of(String text) {
        StringBuilder line = new StringBuilder();
        boolean space = true;
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
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
        return text.length() > LONGEST && line.length() >= LONGEST ? shown + "…" : shown;
    }
}
