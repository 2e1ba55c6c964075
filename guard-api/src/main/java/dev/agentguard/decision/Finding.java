package dev.agentguard.decision;

import org.jspecify.annotations.Nullable;

/**
 * What one check says to one effect.
 *
 * @param verdict how far it goes
 * @param reason why
 */
record Finding(Verdict verdict, Reason reason) {

    /** How far a finding goes, from nothing to refusal. */
    enum Verdict {
        /** Nothing against it. */
        ALLOW,
        /** Nothing against it; whoever decides for another reason is told. */
        INFORM,
        /** A human decides. */
        ASK,
        /** Refused. */
        DENY
    }

    static Finding of(Verdict verdict, String rule, String text, String evidence, @Nullable String instead) {
        return new Finding(verdict, new Reason(rule, text, evidence, instead));
    }
}
