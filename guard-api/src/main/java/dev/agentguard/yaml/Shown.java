package dev.agentguard.yaml;

/** Foreign text as it may stand in a message: one line, short. */
final class Shown {

    private static final int LONGEST = 40;

    private Shown() {}

    static String text(String value) {
        StringBuilder shown = new StringBuilder();
        int end = Math.min(value.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            shown.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c == '`' ? '\'' : c);
        }
        return value.length() > LONGEST ? shown + "…" : shown.toString();
    }
}
