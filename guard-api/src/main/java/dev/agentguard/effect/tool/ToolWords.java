package dev.agentguard.effect.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Splits a tool's name or a sentence into words, at changes of case and at every character that is no letter. */
final class ToolWords {

    private ToolWords() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                close(words, word);
                continue;
            }
            if (startsWord(text, i)) {
                close(words, word);
            }
            word.append(c);
        }
        close(words, word);
        return words;
    }

    /** Between lower and upper case, and before the last capital of {@code SQLQuery}. */
    private static boolean startsWord(String text, int i) {
        if (i == 0 || !Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        boolean nextIsLower = i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1));
        char before = text.charAt(i - 1);
        return Character.isLowerCase(before) || (Character.isUpperCase(before) && nextIsLower);
    }

    private static void close(List<String> words, StringBuilder word) {
        if (word.length() > 0) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
            word.setLength(0);
        }
    }
}
