package dev.agentguard.rules.prose;

import dev.agentguard.effect.Reach;
import dev.agentguard.rules.RuleInput;

/** It reaches all there are: a statement without a WHERE. */
record Whole() implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(input.effect().reach() == Reach.ALL || graphWithout(input));
    }

    private static boolean graphWithout(RuleInput input) {
        return new TextHas(java.util.List.of("detachdelete")).in(input) == Certainty.YES
                && new TextHas(java.util.List.of("where")).in(input) == Certainty.NO;
    }

    @Override
    public String toString() {
        return "without WHERE";
    }
}
