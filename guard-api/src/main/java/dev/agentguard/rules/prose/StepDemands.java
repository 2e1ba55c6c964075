package dev.agentguard.rules.prose;

import java.util.List;
import java.util.Set;

/** Reads what asks for a step before an action, which cannot be checked. */
final class StepDemands {

    private static final Set<String> STARTS =
            Set.of("if", "when", "whenever", "in", "on", "for", "while", "unless", "after", "once");

    private StepDemands() {}

    /** Something is to be done before: counts where something is destroyed, and in production. */
    static Demand of(List<Token> words) {
        int colon = Phrases.index(words, ":", 0);
        int bracket = Phrases.index(words, "(", 1);
        int end = Math.min(colon < 0 ? words.size() : colon, bracket < 0 ? words.size() : bracket);
        List<Token> region = words.subList(0, end);
        boolean production = region.stream()
                        .anyMatch(token -> token.isWord()
                                && Environments.Environment.of(token.word()) == Environments.Environment.PRODUCTION)
                && region.stream()
                        .noneMatch(token -> token.isWord()
                                && (Verb.of(token.word()) == Verb.DEPLOY || Verb.nominal(token.word()) == Verb.DEPLOY));
        return new Demand(Polarity.ASK, region, List.of(), Demand.STEP, !production);
    }

    /** "take a dump before any DELETE": counts where something is destroyed. */
    static Demand before(List<Token> sentence) {
        int before = Phrases.index(sentence, "before", 0);
        if (before < 1 || STARTS.contains(Words.first(sentence)) || before + 1 >= sentence.size()) {
            return Demand.NOTHING;
        }
        int end = Phrases.index(sentence, ":", before);
        List<Token> region = sentence.subList(before + 1, end < 0 ? sentence.size() : end);
        return of(region);
    }

    /** "…, the job checks their age": somebody else does it. */
    static boolean tellsWhatHappens(List<Token> step) {
        return Set.of("the", "a", "an", "it", "this", "that", "its", "each", "our", "they")
                .contains(Words.first(step));
    }
}
