package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads what a sentence refuses or asks about behind its last colon: "Deleting volumes: never". */
final class FlatRefusals {

    private static final Set<String> REFUSALS =
            Set.of("never", "no", "not", "ever", "forbidden", "don't", "nope", "prohibited", "hands", "off");

    private FlatRefusals() {}

    /** Reads a sentence as a whole, before labels in front of it are left out. */
    static Demand of(List<Token> sentence) {
        int colon = lastColon(sentence);
        if (colon > 0 && colon + 1 < sentence.size()) {
            List<Token> head = sentence.subList(0, colon);
            List<Token> tail = sentence.subList(colon + 1, sentence.size());
            boolean silent = Phrases.find(head, Vocabulary.NEVER)[0] < 0
                    && Phrases.find(head, Vocabulary.FORBIDDEN)[0] < 0
                    && !Words.isPure(head);
            if (silent && isFlatRefusal(tail)) {
                return Demand.deny(head, null);
            }
            if (silent && Headings.isQuestion(tail)) {
                return new Demand(Polarity.ASK, head, List.of(), null, false);
            }
        }
        return Demand.NOTHING;
    }

    private static boolean isFlatRefusal(List<Token> tail) {
        boolean some = false;
        for (Token token : tail) {
            if (token.isCode() || (token.isWord() && !REFUSALS.contains(token.word()))) {
                return false;
            }
            some |= token.isWord();
        }
        return some && tail.size() <= 4;
    }

    private static int lastColon(List<Token> sentence) {
        for (int i = sentence.size() - 2; i > 0; i--) {
            if (sentence.get(i).is(":") || sentence.get(i).is("—")) {
                return i;
            }
        }
        return -1;
    }
}
