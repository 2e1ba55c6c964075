package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.List;
import java.util.Set;

/**
 * It holds for certain; what nobody knows is none of it.
 *
 * @param condition what is to hold
 */
record Surely(Condition condition) implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(condition.in(input) == Certainty.YES);
    }

    @Override
    public Set<RuleKey> keys() {
        return condition.keys();
    }

    @Override
    public List<String> examples() {
        return condition.examples();
    }

    @Override
    public Reversibility least() {
        return condition.least();
    }

    @Override
    public String toString() {
        return "certainly " + condition;
    }
}
