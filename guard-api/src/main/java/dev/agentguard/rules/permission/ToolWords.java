package dev.agentguard.rules.permission;

import dev.agentguard.rules.Nouns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a name in camel case, with hyphens, blanks or in a path. */
final class ToolWords {

    private static final int LONGEST = 500;

    private ToolWords() {}

    /** Returns the words in lower case. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int end = Math.min(name.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            boolean hump = letter
                    && i > 0
                    && Character.isUpperCase(c)
                    && (Character.isLowerCase(name.charAt(i - 1))
                            || (i + 1 < end
                                    && Character.isLowerCase(name.charAt(i + 1))
                                    && Character.isUpperCase(name.charAt(i - 1))));
            if ((!letter || hump) && word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (letter) {
                word.append(Character.toLowerCase(c));
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return words;
    }

    /** Returns the words in the singular. */
    static List<String> singular(String name) {
        return of(name).stream().map(Nouns::singular).toList();
    }

    /** Returns a name without what separates its words. */
    static String key(String name) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                key.append(name.charAt(i));
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }
}
