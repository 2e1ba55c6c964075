package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Words by which a sentence may forbid something in a way that is not read: it is reported, not passed over. */
final class Cues {

    private static final Set<String> WORDS = Set.of(
            "unless",
            "reject",
            "refuse",
            "refrain",
            "prohibited",
            "forbidden",
            "disallowed",
            "banned",
            "frozen",
            "immutable",
            "sacred",
            "untouchable",
            "off-limits",
            "read-only");
    private static final Set<String> TELLING =
            Set.of("it", "which", "that", "they", "we", "this", "are", "is", "was", "were", "be");

    private Cues() {}

    static boolean isIn(List<Token> sentence) {
        Token last = sentence.get(sentence.size() - 1);
        if (last.is("?") || last.is(":") || Words.isPure(sentence) || Markers.showsExample(sentence)) {
            return false;
        }
        if (sentence.stream().anyMatch(token -> token.isWord() && WORDS.contains(token.word()))) {
            return true;
        }
        int[] never = Phrases.find(sentence, Vocabulary.NEVER);
        boolean told =
                never[0] > 0 && TELLING.contains(sentence.get(never[0] - 1).word());
        return (never[0] >= 0 && !told)
                || reserves(sentence)
                || avoids(sentence)
                || Phrases.find(sentence, Vocabulary.FORBIDDEN)[0] > 0;
    }

    /** "Only the owners may …" forbids it to everybody else. */
    private static boolean reserves(List<Token> sentence) {
        return sentence.get(0).is("only")
                && sentence.stream().anyMatch(token -> token.is("may") || token.is("allowed") || token.is("permitted"));
    }

    /** "… and avoid editing `x`", not "… to avoid that", "whether you avoid it". */
    private static boolean avoids(List<Token> sentence) {
        for (int i = 0; i < sentence.size(); i++) {
            boolean avoid = sentence.get(i).is("avoid") || sentence.get(i).is("avoiding");
            boolean demanded = i == 0
                    || sentence.get(i - 1).type() == Token.Type.MARK
                    || LINKS.contains(sentence.get(i - 1).word());
            if (avoid && demanded) {
                return true;
            }
        }
        return false;
    }

    private static final Set<String> LINKS = Set.of("and", "or", "but", "please", "always", "also", "otherwise");
}
