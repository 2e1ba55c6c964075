package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.session.Quota.Purpose;
import dev.agentguard.session.Tally;
import org.jspecify.annotations.Nullable;

/** What a human permitted beforehand, within limits: it turns what would be asked into allowed, never a refusal. */
final class PermitCheck {

    private PermitCheck() {}

    /** Returns the permit that an effect stays within, or null. */
    static @Nullable Tally permit(EffectFacts facts) {
        for (Tally tally : facts.history().tallies()) {
            if (tally.quota().purpose() == Purpose.PERMIT && tally.within()) {
                return tally;
            }
        }
        return null;
    }

    static Finding permitted(EffectFacts facts, Tally permit) {
        return Finding.of(
                Verdict.ALLOW,
                "permit." + permit.quota().id(),
                Texts.subject(facts.effect()) + " is permitted: " + Texts.limits(permit.quota()),
                permit.quota().source(),
                null);
    }

    /** Returns why a permit that speaks of an effect does not let it through, for whoever decides, or null. */
    static @Nullable Finding exceeded(EffectFacts facts) {
        for (Tally tally : facts.history().tallies()) {
            if (tally.quota().purpose() == Purpose.PERMIT && tally.certain()) {
                Tally.Count passed = tally.passed();
                return Finding.of(
                        Verdict.INFORM,
                        "permit." + tally.quota().id(),
                        passed == null
                                ? Texts.subject(facts.effect()) + " was done before, and the permit is for one time"
                                : Texts.passed(facts.effect(), passed),
                        tally.quota().source(),
                        null);
            }
        }
        return null;
    }
}
