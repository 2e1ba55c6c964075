package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.rules.RuleMatch;
import java.util.List;

/** Rule files, enforced. */
final class RuleCheck {

    private RuleCheck() {}

    static List<Finding> check(EffectFacts facts) {
        return facts.rules().stream().map(match -> finding(facts, match)).toList();
    }

    private static Finding finding(EffectFacts facts, RuleMatch match) {
        return Finding.of(
                match.verdict() == RuleMatch.Verdict.DENY ? Verdict.DENY : Verdict.ASK,
                match.id(),
                Texts.subject(facts.effect()) + " is against `" + match.text() + "`",
                match.source(),
                match.instead());
    }
}
