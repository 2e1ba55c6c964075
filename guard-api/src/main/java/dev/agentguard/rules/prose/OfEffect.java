package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Set;

/** What the effect itself shows: its operation, its class, what it is about. */
record OfEffect(EffectPattern pattern) implements Condition {

    static Condition of(EffectPattern.Builder pattern) {
        return new OfEffect(pattern.build());
    }

    @Override
    public Certainty in(RuleInput input) {
        Verdict strongest = pattern.strongest(input);
        return strongest == null ? Certainty.NO : strongest == Verdict.ASK ? Certainty.PERHAPS : Certainty.YES;
    }

    @Override
    public Set<RuleKey> keys() {
        return pattern.keys();
    }

    @Override
    public Reversibility least() {
        return pattern.least();
    }

    @Override
    public List<String> examples() {
        return pattern.examples();
    }

    /** Patterns with the same text match the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof OfEffect effect && effect.toString().equals(toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
