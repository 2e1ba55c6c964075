package dev.agentguard.pack;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds a long verb that is written together with its object: {@code deleteuser}, {@code bulkdelete}; neither
 * {@code deleteduser} nor {@code removable}. Safe for use by many threads.
 */
final class JoinedVerbs {

    /** Verbs shorter than this are only found as words of their own. */
    static final int SHORTEST = 6;

    private static final int SHORTEST_OBJECT = 3;
    private static final int LETTERS = 26;

    private final List<String> verbs;

    /** The verbs that may be found in a word, by its first and its last letter; most words have none. */
    private final AtomicReferenceArray<List<String>> candidates = new AtomicReferenceArray<>(LETTERS * LETTERS);

    /**
     * Creates the search.
     *
     * @param verbs the verbs, of which the first that is found counts
     */
    JoinedVerbs(List<String> verbs) {
        this.verbs = List.copyOf(verbs);
    }

    /** Returns the verb at the start or end of a word, or null. */
    @Nullable
    String in(String word) {
        if (word.length() < SHORTEST + SHORTEST_OBJECT || word.endsWith("able")) {
            return null;
        }
        for (String verb : candidates(word.charAt(0), word.charAt(word.length() - 1))) {
            if (word.length() - verb.length() < SHORTEST_OBJECT) {
                continue;
            }
            if (word.startsWith(verb) && !participle(word, verb)) {
                return verb;
            }
            boolean taken = word.startsWith("un") || word.startsWith("non") || word.startsWith("auto");
            if (!taken && word.endsWith(verb)) {
                return verb;
            }
        }
        return null;
    }

    private List<String> candidates(char first, char last) {
        if (first < 'a' || first > 'z' || last < 'a' || last > 'z') {
            return verbs;
        }
        int at = (first - 'a') * LETTERS + last - 'a';
        List<String> known = candidates.get(at);
        if (known == null) {
            known = verbs.stream()
                    .filter(verb -> verb.charAt(0) == first || verb.charAt(verb.length() - 1) == last)
                    .toList();
            candidates.set(at, known);
        }
        return known;
    }

    private static boolean participle(String word, String verb) {
        return verb.endsWith("e") ? word.charAt(verb.length()) == 'd' : word.startsWith("ed", verb.length());
    }
}
