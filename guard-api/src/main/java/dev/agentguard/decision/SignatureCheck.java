package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Finding.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether anybody can be asked: in a protected environment a yes that anybody could have given is none. */
final class SignatureCheck {

    private SignatureCheck() {}

    /**
     * Looks at an effect that a human would be asked about.
     *
     * @param effect the effect
     * @param facts all facts
     * @param policy what a human configured
     * @param findings what the other checks said to it
     * @return the refusal, or null if it may be asked about or nobody asks
     */
    static @Nullable Finding check(EffectFacts effect, Facts facts, Policy policy, List<Finding> findings) {
        boolean asks = !facts.approvalsSigned()
                && policy.checks().contains(Check.SIGNED_APPROVALS)
                && effect.effect().reversibility() == Reversibility.IRREVERSIBLE
                && policy.anyProtected(effect.location())
                && findings.stream().anyMatch(finding -> finding.verdict() == Verdict.ASK);
        return asks
                ? Finding.of(
                        Verdict.DENY,
                        "approval.unsigned",
                        Texts.subject(effect.effect())
                                + " is in a protected environment and cannot be undone, and whoever runs as this user"
                                + " could give the approval that it needs",
                        "",
                        "have a human name approvers with keys in `approval`")
                : null;
    }
}
