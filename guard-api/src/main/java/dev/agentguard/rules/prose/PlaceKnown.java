package dev.agentguard.rules.prose;

import dev.agentguard.rules.RuleInput;

/** It is known in which environment it happens. */
record PlaceKnown() implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(!input.environments().isEmpty());
    }

    @Override
    public String toString() {
        return "where the environment is known";
    }
}
