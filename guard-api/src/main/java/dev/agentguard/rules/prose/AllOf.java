package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Each of these must hold; asked from the first to the last. */
record AllOf(List<Condition> conditions) implements Condition {

    private static final int LONGEST_EXAMPLE = 300;

    AllOf {
        conditions = List.copyOf(conditions);
    }

    static Condition of(Condition... conditions) {
        return conditions.length == 1 ? conditions[0] : new AllOf(Arrays.asList(conditions));
    }

    @Override
    public Certainty in(RuleInput input) {
        Certainty all = Certainty.YES;
        for (Condition condition : conditions) {
            all = all.and(condition.in(input));
            if (all == Certainty.NO) {
                break;
            }
        }
        return all;
    }

    @Override
    public Set<RuleKey> keys() {
        return conditions.stream()
                .map(Condition::keys)
                .filter(keys -> !keys.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    @Override
    public Reversibility least() {
        return conditions.stream()
                .map(Condition::least)
                .max(Reversibility::compareTo)
                .orElse(Reversibility.READ_ONLY);
    }

    /** Those of each, also with what the others say of a command added to it. */
    @Override
    public List<String> examples() {
        List<String> all = new ArrayList<>();
        for (Condition condition : conditions) {
            for (String example : condition.examples()) {
                String more = example;
                for (Condition other : conditions) {
                    String completed = other == condition ? more : NarrowedExample.of(more, other);
                    more = completed.length() > LONGEST_EXAMPLE ? more : completed;
                }
                all.add(more);
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return conditions.stream().map(Condition::toString).collect(Collectors.joining("; "));
    }
}
