package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Sentences that only say that a human is to be asked about what the one before forbids. */
final class Questions {

    private static final Set<String> WORDS = Set.of(
            "ask",
            "always",
            "first",
            "me",
            "the",
            "user",
            "for",
            "permission",
            "approval",
            "confirmation",
            "please",
            "stop",
            "and",
            "if",
            "you",
            "think",
            "believe",
            "need",
            "needed",
            "is",
            "one",
            "it",
            "to",
            "before",
            "in",
            "doubt",
            "wait",
            "get",
            "explicit",
            "must",
            "instead",
            "really",
            "necessary",
            "feel",
            "this",
            "that",
            "confirm",
            "with",
            "want",
            "proceeding",
            "doing",
            "so");

    private Questions() {}

    static boolean isAbout(List<Token> sentence) {
        boolean asks =
                sentence.stream().anyMatch(token -> token.is("ask") || token.is("confirm") || token.is("approval"));
        return asks
                && sentence.size() <= 16
                && sentence.stream()
                        .allMatch(token ->
                                token.type() == Token.Type.MARK || (token.isWord() && WORDS.contains(token.word())));
    }
}
