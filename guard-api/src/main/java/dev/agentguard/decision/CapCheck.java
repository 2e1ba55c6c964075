package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.session.Limit;
import dev.agentguard.session.Quota;
import dev.agentguard.session.Quota.Purpose;
import dev.agentguard.session.Tally;
import java.util.ArrayList;
import java.util.List;

/** How much is too much: one action over a cap is a human's to decide, and a cap that is used up stops the rest. */
final class CapCheck {

    private CapCheck() {}

    static List<Finding> check(EffectFacts facts) {
        if (facts.history().tallies().isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (Tally tally : facts.history().tallies()) {
            Quota quota = tally.quota();
            Tally.Count passed = quota.purpose() == Purpose.CAP ? tally.passed() : null;
            if (passed == null) {
                continue;
            }
            boolean usedUp = tally.certain() && passed.limit().span() != Limit.Span.EACH && passed.asked() != null;
            findings.add(Finding.of(
                    usedUp ? Verdict.DENY : Verdict.ASK,
                    "cap." + quota.id(),
                    Texts.passed(facts.effect(), passed) + (quota.reason().isEmpty() ? "" : ": " + quota.reason()),
                    quota.source(),
                    usedUp ? "stop and tell a human; the cap is set in `" + quota.source() + "`" : null));
        }
        return findings;
    }
}
