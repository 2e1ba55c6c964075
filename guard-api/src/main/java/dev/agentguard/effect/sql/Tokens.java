package dev.agentguard.effect.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The tokens of a text, with what belongs together. Behind the last one stands a {@code BATCH} end.
 */
final class Tokens {

    /** What is asked for outside of a statement. */
    private static final String NOTHING = "";

    private final String source;
    private final Token[] tokens;
    private final int[] close;
    private final boolean broken;

    Tokens(String source, List<Token> list, boolean broken) {
        this.source = source;
        this.broken = broken;
        List<Token> all = new ArrayList<>(list);
        all.add(new Token(Token.Type.BATCH, "", source.length(), source.length(), source.length()));
        this.tokens = all.toArray(new Token[0]);
        this.close = new int[tokens.length];
        match();
    }

    /** Where each bracket that opens is closed; one that stays open ends with its statement. */
    private void match() {
        Deque<Integer> open = new ArrayDeque<>();
        Arrays.fill(close, -1);
        for (int i = 0; i < tokens.length; i++) {
            Token token = tokens[i];
            if (token.isSymbol('(')) {
                open.push(i);
            } else if (token.isSymbol(')') && !open.isEmpty()) {
                close[open.pop()] = i;
            } else if (token.isEnd()) {
                while (!open.isEmpty()) {
                    close[open.pop()] = i;
                }
            }
        }
    }

    /** Whether a literal, name or comment at the end of the text stays open. */
    boolean broken() {
        return broken;
    }

    String source() {
        return source;
    }

    int size() {
        return tokens.length;
    }

    Token at(int i) {
        return tokens[Math.min(i, tokens.length - 1)];
    }

    /** Returns the word at an index in upper case, empty if it is no word. */
    String word(int i) {
        if (i < 0 || i >= tokens.length || !tokens[i].isWord()) {
            return NOTHING;
        }
        return tokens[i].text();
    }

    boolean is(int i, String word) {
        return word(i).equals(word);
    }

    boolean isSymbol(int i, char c) {
        return i >= 0 && i < tokens.length && tokens[i].isSymbol(c);
    }

    /** Returns where the bracket at an index is closed, at most the end of the statement it stands in. */
    int close(int i) {
        return close[i];
    }

    /** Returns the next index on the same level of brackets. */
    int next(int i) {
        if (!tokens[i].isSymbol('(')) {
            return i + 1;
        }
        return tokens[close[i]].isEnd() ? close[i] : close[i] + 1;
    }

    /** Returns the first index from one up to another, on the same level, at which a word stands; -1 if none. */
    int find(int from, int to, String word) {
        for (int i = from; i < to; i = next(i)) {
            if (is(i, word)) {
                return i;
            }
        }
        return -1;
    }
}
