package dev.agentguard.rules.prose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words of another language, as far as rules need them.
 *
 * @param english what a word means; nothing for one that says nothing
 * @param telling words by which the language is told from English
 * @param longest how many words, or characters where words are not divided, the longest entry has
 */
record ForeignWords(Map<String, List<String>> english, Set<String> telling, int longest) {

    ForeignWords {
        english = Map.copyOf(english);
        telling = Set.copyOf(telling);
    }

    /**
     * Reads entries, {@code word|other: english words}, one a line; those behind {@code --} also are, or look like, words
     * of English and tell nothing.
     */
    static ForeignWords of(String entries, boolean divided) {
        Map<String, List<String>> english = new HashMap<>();
        Set<String> telling = new HashSet<>();
        boolean tells = true;
        int longest = 1;
        for (String line : entries.split("\n", -1)) {
            int colon = line.indexOf(':');
            tells &= !line.startsWith("--");
            if (colon > 0) {
                String meant = line.substring(colon + 1).strip();
                List<String> words = meant.isEmpty() ? List.of() : List.of(meant.split(" ", -1));
                for (String word : line.substring(0, colon).strip().split("\\|", -1)) {
                    english.put(word, words);
                    longest = Math.max(longest, divided ? word.split(" ", -1).length : word.length());
                    if (tells) {
                        telling.add(word);
                    }
                }
            }
        }
        return new ForeignWords(english, telling, longest);
    }
}
