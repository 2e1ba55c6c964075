package dev.agentguard.rules.permission;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleMatch.Verdict;
import dev.agentguard.rules.permission.GeminiRule.Decision;
import dev.agentguard.rules.permission.GeminiRule.Match;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule of a policy where no rule above it decides, or the act of one that is about commands. */
final class GeminiPattern implements Pattern {

    private final GeminiPolicy policy;
    private final GeminiRule rule;
    private final @Nullable SameAct act;

    GeminiPattern(GeminiPolicy policy, GeminiRule rule, @Nullable SameAct act) {
        this.policy = policy;
        this.rule = rule;
        this.act = act;
    }

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        if (act != null) {
            Verdict verdict = act.strongest(input);
            return verdict == null || policy.isExcepted(rule, input) ? null : atMost(verdict);
        }
        Verdict strongest = null;
        for (GeminiCall call : policy.calls(input)) {
            boolean speaks = rule.decision() != Decision.ALLOW || (call.redirects() && !rule.allowsRedirection());
            Match match = speaks ? policy.decides(rule, call) : Match.NO;
            if (match == Match.YES) {
                return Verdict.DENY;
            }
            strongest = match == Match.PERHAPS ? Verdict.ASK : strongest;
        }
        return strongest;
    }

    private Verdict atMost(Verdict verdict) {
        return rule.uncheckable() == null ? verdict : Verdict.ASK;
    }

    @Override
    public Set<String> ownKeys() {
        return act == null ? rule.keys() : act.ownKeys();
    }

    @Override
    public Set<String> ownKeysIn(RuleInput input, NavigableSet<String> askedFor) {
        Set<String> keys = SameAct.keysIn(input);
        policy.calls(input).forEach(call -> keys.addAll(GeminiRule.keysOf(call)));
        return keys;
    }

    @Override
    public Reversibility least() {
        return act == null ? Reversibility.READ_ONLY : act.least();
    }

    @Override
    public List<String> examples() {
        return act != null ? act.examples() : rule.examples();
    }

    @Override
    public String toString() {
        return (act == null ? rule.text() : act) + " of priority " + rule.priority() + " at " + rule.source()
                + policy.exceptions(rule);
    }
}
