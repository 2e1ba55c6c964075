package dev.agentguard.scope;

/** Text of others, made fit to stand in a message. */
public final class Shown {

    private static final int LONGEST = 120;

    private Shown() {}

    /**
     * Returns the text, shortened, without control characters and backticks.
     *
     * @param text the text
     * @return at most 120 characters of it
     */
    public static String text(String text) {
        return text.length() <= LONGEST && isPlain(text) ? text : cleaned(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '`') {
                return false;
            }
        }
        return true;
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder();
        for (int i = 0; i < text.length() && clean.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean odd = Character.isISOControl(c)
                    || c == '`'
                    || Character.getType(c) == Character.FORMAT
                    || c == '\u2028'
                    || c == '\u2029';
            clean.append(odd ? ' ' : c);
        }
        return text.length() > LONGEST ? clean + "…" : clean.toString();
    }
}
