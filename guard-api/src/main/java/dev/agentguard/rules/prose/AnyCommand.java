package dev.agentguard.rules.prose;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.rules.RuleInput;

/** A program is started. */
record AnyCommand() implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(input.action().action() instanceof ProcessStart
                || !input.action().commands().isEmpty());
    }

    @Override
    public String toString() {
        return "any command";
    }
}
