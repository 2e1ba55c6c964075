package dev.agentguard.effect;

/**
 * Where in the action an effect was read.
 *
 * @param where the place, for example {@code body.query 1:12}
 * @param text what stands there, shortened; never a secret
 */
public record Evidence(String where, String text) {

    private static final int LONGEST = 200;

    /** Shortens the text and replaces line breaks and other control characters. */
    public Evidence {
        text = isClean(text) ? text : cleaned(text);
    }

    private static boolean isClean(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7f && c <= 0x9f);
    }

    private static String cleaned(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && clean.length() < LONGEST; i++) {
            char c = text.charAt(i);
            clean.append(isControl(c) ? ' ' : c);
        }
        return text.length() > LONGEST ? clean + "…" : clean.toString();
    }

    @Override
    public String toString() {
        return text.isEmpty() ? where : where + " `" + text + "`";
    }
}
