package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Location;
import java.util.Set;
import java.util.TreeSet;

/** The table's other columns: what lives in another environment, or nobody can say where. */
final class ScopeCheck {

    private static final String VERIFY =
            "have a human declare where it lives in `guard.yaml` (`environments`) or configure a resolver, then retry";

    /** Adds commits to a remote, which is no environment. */
    private static final String PUSH = "git:push";

    private ScopeCheck() {}

    static Finding check(EffectFacts facts, Policy policy) {
        Location location = facts.location();
        if (location instanceof Location.Proven proven) {
            return proven(facts.effect(), proven, policy);
        }
        if (location instanceof Location.Unknown unknown) {
            return unknown(facts.effect(), unknown.because());
        }
        Location.Undeclared undeclared = (Location.Undeclared) location;
        return policy.assigned().containsAll(undeclared.told())
                ? undeclared(facts.effect(), undeclared.host())
                : proven(
                        facts.effect(),
                        new Location.Proven(undeclared.told(), "the arguments of the tool name it"),
                        policy);
    }

    private static Finding proven(Effect effect, Location.Proven proven, Policy policy) {
        TreeSet<String> others = new TreeSet<>(proven.environments());
        others.removeAll(policy.assigned());
        others.remove(Environment.LOCAL);
        if (others.isEmpty()) {
            return Finding.of(
                    Verdict.ALLOW,
                    "scope.assigned",
                    Texts.subject(effect) + " lives in " + Texts.names(proven.environments()),
                    proven.evidence(),
                    null);
        }
        String text = Texts.subject(effect) + " lives in " + Texts.names(proven.environments())
                + "; this agent works in "
                + (policy.assigned().isEmpty() ? "no declared environment" : Texts.names(policy.assigned()));
        Verdict verdict = effect.reversibility() == Reversibility.READ_ONLY
                ? readElsewhere(effect, others, policy)
                : Verdict.DENY;
        return Finding.of(
                verdict,
                "scope.other-environment",
                text,
                proven.evidence(),
                "act only on what lives in "
                        + (policy.assigned().isEmpty() ? "an assigned environment" : Texts.names(policy.assigned()))
                        + " alone");
    }

    private static Verdict readElsewhere(Effect effect, Set<String> others, Policy policy) {
        Verdict verdict = Verdict.ALLOW;
        for (String name : others) {
            Environment environment = policy.environments().get(name);
            if (environment == null) {
                continue;
            }
            if (environment.denyReads()) {
                return Verdict.DENY;
            }
            if (environment.isProtected() && effect.kind() == Kind.ACCESS) {
                verdict = Verdict.ASK;
            }
        }
        return verdict;
    }

    private static Finding unknown(Effect effect, String because) {
        Verdict verdict = switch (effect.reversibility()) {
            case READ_ONLY -> Verdict.ALLOW;
            case REVERSIBLE, RECOVERABLE, UNKNOWN -> Verdict.ASK;
            case IRREVERSIBLE -> Verdict.DENY;
        };
        return Finding.of(
                verdict,
                "scope.unknown",
                "where " + Texts.subject(effect) + " lives is unknown: " + because,
                effect.evidence().toString(),
                VERIFY);
    }

    /** A write that was read completely and carries no destruction may go where nobody declared anything. */
    private static Finding undeclared(Effect effect, String host) {
        boolean ofNoPlace = effect.basis() != Basis.PACK || PUSH.equals(effect.operation());
        if (effect.reversibility() == Reversibility.REVERSIBLE && ofNoPlace) {
            return Finding.of(
                    Verdict.ALLOW,
                    "scope.undeclared",
                    Texts.subject(effect) + " goes to `" + host + "`, which no environment declares",
                    effect.evidence().toString(),
                    null);
        }
        return unknown(effect, "no environment declares `" + host + "`");
    }
}
