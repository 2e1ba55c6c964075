package dev.agentguard.mcp;

/** A little of what a server wrote, on one line, in ASCII: what looks like another letter shows as what it is. */
final class Excerpt {

    private static final int LONGEST = 120;
    private static final int BEFORE = 20;

    private Excerpt() {}

    /** Returns where two texts begin to differ. */
    static int difference(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int i = 0; i < shorter; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return i;
            }
        }
        return shorter;
    }

    /** Returns the part of a text around a place. */
    static String around(String text, int at) {
        int start = Math.max(0, Math.min(at, text.length()) - BEFORE);
        return (start == 0 ? "" : "…") + escaped(text.substring(start), LONGEST);
    }

    /** Returns a text as far as it is no longer than that. */
    static String escaped(String text, int longest) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length() && out.length() < longest) {
            escape(text.charAt(i), out);
            i++;
        }
        return out.append(i < text.length() ? "…" : "").toString();
    }

    /** A backtick would end the quotation that it stands in. */
    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            case '`' -> out.append("\\u0060");
            default -> {
                if (c >= ' ' && c < 0x7f) {
                    out.append(c);
                } else {
                    out.append(String.format("\\u%04x", (int) c));
                }
            }
        }
    }
}
