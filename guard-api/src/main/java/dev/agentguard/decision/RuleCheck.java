package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.rules.RuleMatch;
import java.util.List;

/** Rule files, enforced. Prose speaks to agents, so it does not bind what the application does by itself. */
final class RuleCheck {

    private RuleCheck() {}

    static List<Finding> check(EffectFacts facts, boolean applicationsOwnWork, boolean on) {
        if (facts.rules().isEmpty()) {
            return List.of();
        }
        return facts.rules().stream()
                .filter(match -> on || match.isBuiltIn())
                .filter(match -> !(applicationsOwnWork && match.isProse()))
                .map(match -> finding(facts, match))
                .toList();
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
