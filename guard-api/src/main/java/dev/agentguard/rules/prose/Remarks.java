package dev.agentguard.rules.prose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands behind a dash: why, or what to do instead. */
final class Remarks {

    private Remarks() {}

    static List<Token> upTo(List<Token> words) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).is("—") || words.get(i).is("→")) {
                return words.subList(0, i);
            }
        }
        return words;
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
