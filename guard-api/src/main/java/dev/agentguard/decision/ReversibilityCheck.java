package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.Location;
import java.util.Locale;

/** The table's first column: what cannot be undone, or was not understood, is a human's to decide. */
final class ReversibilityCheck {

    private ReversibilityCheck() {}

    static Finding check(EffectFacts facts, Policy policy) {
        Effect effect = facts.effect();
        String name = effect.reversibility().name();
        return Finding.of(
                verdict(facts, policy),
                "reversibility." + name.toLowerCase(Locale.ROOT).replace('_', '-'),
                Texts.subject(effect) + " is " + name + ": " + effect.reason(),
                effect.evidence().toString(),
                effect.instead());
    }

    private static Verdict verdict(EffectFacts facts, Policy policy) {
        Reversibility reversibility = facts.effect().reversibility();
        return switch (reversibility) {
            case READ_ONLY, REVERSIBLE -> Verdict.ALLOW;
            case RECOVERABLE -> policy.anyProtected(facts.location()) ? Verdict.ASK : Verdict.ALLOW;
            case IRREVERSIBLE -> allDisposable(facts.location(), policy) ? Verdict.ALLOW : Verdict.ASK;
            case UNKNOWN -> Verdict.ASK;
        };
    }

    /** A resource that is also in an environment that is not disposable is not disposable. */
    private static boolean allDisposable(Location location, Policy policy) {
        return location instanceof Location.Proven proven
                && proven.environments().stream().allMatch(name -> {
                    var environment = policy.environments().get(name);
                    return environment != null && environment.disposable();
                });
    }
}
