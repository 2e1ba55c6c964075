package dev.agentguard.rules.prose;

import dev.agentguard.effect.Word;
import dev.agentguard.rules.RuleInput;
import java.util.List;
import java.util.Set;

/** npm and its like add a package only if one is named. */
record AddsPackage() implements Condition {

    private static final Set<String> VERBS = Set.of("install", "i", "add", "in", "isntall");

    @Override
    public Certainty in(RuleInput input) {
        return Certainty.of(input.commands().stream().anyMatch(command -> {
            List<String> operands = command.arguments().stream()
                    .map(Word::text)
                    .filter(text -> !text.startsWith("-"))
                    .toList();
            return operands.size() > 1 && VERBS.contains(operands.get(0));
        }));
    }

    @Override
    public String toString() {
        return "adds a package";
    }
}
