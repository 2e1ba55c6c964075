package dev.agentguard;

import dev.agentguard.action.ProcessStart;
import java.util.List;

/** Whether a command line can carry a credential at all. Most carry none, and looking is cheaper than reading them. */
final class CarrierHints {

    private static final List<String> WORDS =
            List.of("token", "pass", "key", "secret", "auth", "login", "user", "context", "host", "://", "=", "@");

    /** What hides a word from a look, and options of one letter. */
    private static final String MARKS = "'\"\\$`";

    private static final String LETTERS = "paAuUtwPHbhS";

    private CarrierHints() {}

    static boolean in(ProcessStart start) {
        if (!start.environment().isEmpty()) {
            return true;
        }
        boolean line = start.command().size() == 3 && start.command().get(1).equals("-c");
        for (String word : start.command()) {
            if ((!line && letter(word, 0)) || in(word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean in(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (MARKS.indexOf(c) >= 0 || (c <= ' ' && letter(text, i + 1))) {
                return true;
            }
        }
        for (String word : WORDS) {
            if (contains(text, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean letter(String text, int at) {
        return at + 1 < text.length() && text.charAt(at) == '-' && LETTERS.indexOf(text.charAt(at + 1)) >= 0;
    }

    private static boolean contains(String text, String word) {
        char lower = word.charAt(0);
        char upper = Character.toUpperCase(lower);
        for (int i = 0; i <= text.length() - word.length(); i++) {
            char c = text.charAt(i);
            if ((c == lower || c == upper) && text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
