package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Looks at single words of a sentence. */
final class Words {

    private Words() {}

    /** Returns a word that says what the ones of a line leave out. */
    static Token plain(String word, int line) {
        return new Token(word, word, Token.Type.WORD, line, " ");
    }

    /** Returns the first word, nothing if there is none. */
    static String first(List<Token> tokens) {
        return tokens.stream()
                .filter(Token::isWord)
                .map(Token::word)
                .findFirst()
                .orElse("");
    }

    /** Returns the last word, nothing if there is none. */
    static String last(List<Token> tokens) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            if (tokens.get(i).isWord()) {
                return tokens.get(i).word();
            }
        }
        return "";
    }

    /** Returns the word at a place, nothing beyond the ends. */
    static String at(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at).word() : "";
    }

    /** Whether these are only words without weight, so that what is meant must stand in a list below. */
    static boolean isPure(List<Token> tokens) {
        return tokens.stream()
                .allMatch(token -> !token.isCode()
                        && (token.type() == Token.Type.MARK
                                || Vocabulary.FILLERS.contains(token.word())
                                || Vocabulary.LEADS.contains(token.word())
                                || Environments.Environment.of(token.word()) != null
                                || Set.of("in", "on", "or", "and", "against", "for")
                                        .contains(token.word())));
    }
}
