package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Phrases to look for: words that stand one behind the other. Immutable. */
final class Phrases {

    private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();

    private Phrases(List<String> phrases) {
        for (String phrase : phrases) {
            List<String> words = List.of(phrase.split(" "));
            byFirstWord.computeIfAbsent(words.get(0), word -> new ArrayList<>()).add(words);
        }
    }

    static Phrases of(String... phrases) {
        return new Phrases(List.of(phrases));
    }

    static int index(List<Token> tokens, String word, int from) {
        for (int i = from; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }

    /** The first occurrence that does not stand in brackets. */
    static int outside(List<Token> tokens, String word) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth = Math.max(0, depth + (token.is("(") ? 1 : token.is(")") ? -1 : 0));
            if (depth == 0 && token.is(word)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns start and end of the first phrase that occurs, the longest where several start; -1 if none does. */
    static int[] find(List<Token> tokens, Phrases phrases) {
        for (int i = 0; i < tokens.size(); i++) {
            int longest = 0;
            for (List<String> phrase :
                    phrases.byFirstWord.getOrDefault(tokens.get(i).word(), List.of())) {
                if (phrase.size() > longest && startsWith(tokens, i, phrase)) {
                    longest = phrase.size();
                }
            }
            if (longest > 0) {
                return new int[] {i, i + longest};
            }
        }
        return new int[] {-1, -1};
    }

    private static boolean startsWith(List<Token> tokens, int at, List<String> phrase) {
        for (int i = 0; i < phrase.size(); i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(phrase.get(i))) {
                return false;
            }
        }
        return true;
    }
}
