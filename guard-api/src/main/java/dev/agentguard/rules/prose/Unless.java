package dev.agentguard.rules.prose;

import dev.agentguard.rules.RuleInput;

/** Holds where another condition does not; what only perhaps holds does not excuse. */
record Unless(Condition excused) implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(excused.in(input) != Certainty.YES);
    }

    @Override
    public String toString() {
        return "not (" + excused + ")";
    }
}
