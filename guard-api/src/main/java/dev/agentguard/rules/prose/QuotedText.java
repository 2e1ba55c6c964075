package dev.agentguard.rules.prose;

import java.util.Locale;

/** A few words in quotation marks, which are spoken of and not said. */
final class QuotedText {

    private static final int LONGEST = 60;
    private static final int MOST_BLANKS = 4;

    private QuotedText() {}

    /** Returns where the quotation that starts here ends, behind its mark, or -1 if none does. */
    static int end(String text, int start) {
        if (text.charAt(start) != '"' || (start > 0 && Character.isLetterOrDigit(text.charAt(start - 1)))) {
            return -1;
        }
        int end = text.indexOf('"', start + 1);
        if (end <= start + 1 || end - start > LONGEST) {
            return -1;
        }
        String quoted = text.substring(start + 1, end).toLowerCase(Locale.ROOT);
        boolean says = quoted.contains("never")
                || quoted.contains("not")
                || quoted.contains("don't")
                || quoted.contains("ask");
        return quoted.chars().filter(c -> c == ' ').count() <= MOST_BLANKS && !says ? end + 1 : -1;
    }
}
