package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;

/** What is recorded and not held, so that Guard can be used: each allowance is narrow, and none covers a control plane. */
final class Allowances {

    private Allowances() {}

    /** Writes of the application itself, on the wire and outside a known tool call, to what no pack knows. */
    static boolean applicationsOwnWork(Effect effect, Origin origin, Policy policy) {
        if (origin != Origin.WIRE || effect.basis() != Basis.GENERIC) {
            return false;
        }
        if (!policy.configured()) {
            return true;
        }
        String host = effect.host();
        return host != null
                && policy.applicationHosts().contains(host)
                && effect.kind() != Kind.MONEY
                && effect.kind() != Kind.ACCESS;
    }

    /** An opaque tool whose effects are all judged where they happen need not be held for its name. */
    static boolean judgedAtTheWire(Effect effect, Origin origin, Policy policy) {
        return policy.wireGuarded()
                && origin == Origin.TOOL
                && effect.reversibility() == Reversibility.UNKNOWN
                && effect.host() == null
                && effect.operation().startsWith("tool:");
    }
}
