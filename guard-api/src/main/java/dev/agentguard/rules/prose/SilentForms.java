package dev.agentguard.rules.prose;

import java.util.List;
import java.util.function.Function;

/** Reads sentences that forbid without a word of prohibition; the first form that fits counts. */
final class SilentForms {

    private static final String AVOID = "says `avoid`; a human decides";

    private static final List<Function<List<Token>, Demand>> FORMS = List.of(
            ReservedActions::reserved,
            ProtectedThings::untouched,
            ProtectedThings::frozen,
            ProtectedThings::ignored,
            SilentForms::avoided,
            SilentForms::nothing,
            ReservedActions::byPeople,
            ProtectedThings::readingOnly,
            ReservedActions::alone,
            LeftToPeople::of,
            ProgramChoices::of,
            StepDemands::before);

    private SilentForms() {}

    static Demand of(List<Token> sentence) {
        return FORMS.stream()
                .map(form -> form.apply(sentence))
                .filter(demand -> demand.polarity() != Polarity.NONE)
                .findFirst()
                .orElse(Demand.NOTHING);
    }

    private static Demand avoided(List<Token> sentence) {
        return Words.first(sentence).equals("avoid")
                ? new Demand(Polarity.ASK, sentence.subList(1, sentence.size()), List.of(), AVOID, false, true)
                : Demand.NOTHING;
    }

    /** "nothing may be deleted", "nobody deploys". */
    private static Demand nothing(List<Token> sentence) {
        String first = Words.first(sentence);
        if ((!first.equals("nothing") && !first.equals("nobody")) || sentence.size() <= 2) {
            return Demand.NOTHING;
        }
        boolean clause =
                Words.at(sentence, 1).equals("that") || Words.at(sentence, 1).equals("may");
        return Demand.deny(sentence.subList(clause ? 2 : 1, sentence.size()), null);
    }
}
