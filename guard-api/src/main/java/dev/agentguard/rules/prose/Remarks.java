package dev.agentguard.rules.prose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind a dash: why, or what to do instead. */
final class Remarks {

    private static final int LONGEST_LABEL = 3;

    private Remarks() {}

    static List<Token> upTo(List<Token> words) {
        for (int i = 1; i < words.size(); i++) {
            if ((words.get(i).is("—") || words.get(i).is("→")) && !isProhibition(words, i)) {
                return words.subList(0, i);
            }
        }
        return words;
    }

    /** "`a.md` — do not modify", "DNS — do not modify it": what stands behind the dash is no remark. */
    private static boolean isProhibition(List<Token> words, int dash) {
        List<Token> before = words.subList(0, dash);
        List<Token> behind = words.subList(dash + 1, words.size());
        boolean label = before.size() <= LONGEST_LABEL
                && before.stream().allMatch(token -> token.isWord() && Verb.of(token.word()) == null)
                && behind.stream().limit(6).anyMatch(token -> token.is("it") || token.is("them"));
        return Phrases.find(behind, Vocabulary.NEVER)[0] == 0
                && Phrases.find(before, Vocabulary.NEVER)[0] < 0
                && (label || before.stream().anyMatch(Token::isCode));
    }

    /** The remark behind a dash, if it says what to do. */
    static @Nullable String instead(List<Token> sentence) {
        List<Token> remark = sentence.subList(Math.min(upTo(sentence).size() + 1, sentence.size()), sentence.size());
        return !remark.isEmpty()
                        && Vocabulary.ALTERNATIVE.contains(remark.get(0).word())
                ? Tokens.text(remark)
                : null;
    }
}
