package dev.agentguard.rules.prose;

import java.util.List;

/** Looks for words that stand one behind the other. */
final class Phrases {

    private Phrases() {}

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
    static int[] find(List<Token> tokens, List<List<String>> phrases) {
        for (int i = 0; i < tokens.size(); i++) {
            int longest = 0;
            for (List<String> phrase : phrases) {
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
