package dev.agentguard.rules.prose;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a clause and the place in them, which never goes back. Used by one thread. */
final class Cursor {

    private List<Token> tokens;
    private int at;
    private int depth;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    int at() {
        return at;
    }

    int size() {
        return tokens.size();
    }

    boolean isAtEnd() {
        return at >= tokens.size();
    }

    boolean isAtStart() {
        return at == 0;
    }

    void moveTo(int index) {
        at = index;
    }

    void skip(int count) {
        at += count;
    }

    void skipAll() {
        at = tokens.size();
    }

    /** Passes a mark. */
    void skipMark() {
        depth = Math.max(0, depth + (token().is("(") ? 1 : token().is(")") ? -1 : 0));
        at++;
    }

    boolean isInBrackets() {
        return depth > 0;
    }

    List<Token> tokens() {
        return tokens;
    }

    Token token() {
        return tokens.get(at);
    }

    Token token(int index) {
        return tokens.get(index);
    }

    boolean isCode(int index) {
        return index >= 0 && index < tokens.size() && tokens.get(index).isCode();
    }

    boolean isWord(int index) {
        return index < tokens.size() && tokens.get(index).isWord();
    }

    /** Returns the word that stands here, nothing for code. */
    String word() {
        return word(at);
    }

    String word(int index) {
        return index >= 0 && index < tokens.size() && !tokens.get(index).isCode()
                ? tokens.get(index).word()
                : "";
    }

    /** Returns the word so many places further on. */
    String ahead(int count) {
        return word(at + count);
    }

    String previous() {
        return word(at - 1);
    }

    /** Whether what stands here is coordinated with what stands before: "…, X", "… or X". */
    boolean isLinked() {
        return ClauseWords.LINKS.contains(previous());
    }

    /** Returns what stands in front of the place. */
    List<Token> passed() {
        return tokens.subList(0, Math.min(tokens.size(), at));
    }

    List<Token> rest(int from) {
        return tokens.subList(from, tokens.size());
    }

    /** Returns so many words as they were written, fewer at the end. */
    String text(int from, int count) {
        return Tokens.text(tokens.subList(from, Math.min(tokens.size(), from + count)));
    }

    /** Puts a token in the place of another. */
    void replace(int index, Token token) {
        tokens = new ArrayList<>(tokens);
        tokens.set(index, token);
    }

    void remove(int index) {
        tokens = new ArrayList<>(tokens);
        tokens.remove(index);
    }

    /** Leaves out what stands behind a place. */
    void endBehind(int index) {
        tokens = tokens.subList(0, index + 1);
    }
}
