package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Words that say that a human is asked, or hears of it. */
final class Approval {

    private static final Phrases SHOWN = Phrases.of(
            "show me",
            "tell me",
            "check with me",
            "check with",
            "inform me",
            "consult",
            "discuss",
            "let me know",
            "ping me",
            "coordinate with",
            "notify me",
            "confer with",
            "clear it with",
            "run it by",
            "wait for me",
            "talk to",
            "show the user",
            "tell the user",
            "inform the user",
            "notify the user",
            "warn the user",
            "alert the user");

    private Approval() {}

    static boolean isIn(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.isWord() && Vocabulary.APPROVAL.contains(token.word()));
    }

    /** "requires approval". */
    static boolean isNamedIn(List<Token> tokens) {
        return tokens.stream().anyMatch(token -> token.isWord() && Vocabulary.APPROVAL_NOUNS.contains(token.word()));
    }

    /** "stop and ask first". */
    static boolean isAwaited(List<Token> tokens) {
        boolean said = tokens.stream()
                .anyMatch(token -> Set.of("stop", "must", "always", "first").contains(token.word()));
        return said && (isIn(tokens) || tokens.stream().anyMatch(token -> token.is("warning") || token.is("warn")));
    }

    /** "show me … before", "check with the owners before": a human hears of it. */
    static boolean isShown(List<Token> sentence) {
        return Phrases.find(sentence.subList(0, Math.min(sentence.size(), 6)), SHOWN)[0] >= 0;
    }

    /** ", the user must repeat it": somebody has to do something. */
    static boolean waitsForPeople(List<Token> step) {
        for (int i = 0; i + 1 < step.size(); i++) {
            if (step.get(i).isWord()
                    && People.isOne(step.get(i).word())
                    && Set.of("must", "has", "have", "needs", "need", "should")
                            .contains(step.get(i + 1).word())) {
                return true;
            }
        }
        return false;
    }
}
