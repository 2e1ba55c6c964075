package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One of these must hold. */
record AnyOf(List<Condition> conditions) implements Condition {

    private static final int EXAMPLES_EACH = 8;

    AnyOf {
        conditions = List.copyOf(conditions);
    }

    static Condition of(Condition... conditions) {
        return of(Arrays.asList(conditions));
    }

    static Condition of(List<Condition> conditions) {
        return conditions.size() == 1 ? conditions.get(0) : new AnyOf(conditions);
    }

    @Override
    public Certainty in(RuleInput input) {
        Certainty any = Certainty.NO;
        for (Condition condition : conditions) {
            any = any.or(condition.in(input));
            if (any == Certainty.YES) {
                break;
            }
        }
        return any;
    }

    /** Keys are of one dimension, so those of several dimensions are none. */
    @Override
    public Set<RuleKey> keys() {
        Set<RuleKey> all = new HashSet<>();
        for (Condition condition : conditions) {
            Set<RuleKey> keys = condition.keys();
            if (keys.isEmpty()) {
                return Set.of();
            }
            all.addAll(keys);
        }
        return all.stream().map(RuleKey::dimension).distinct().count() == 1 ? Set.copyOf(all) : Set.of();
    }

    @Override
    public Reversibility least() {
        return conditions.stream()
                .map(Condition::least)
                .min(Reversibility::compareTo)
                .orElse(Reversibility.READ_ONLY);
    }

    @Override
    public List<String> examples() {
        return conditions.stream()
                .flatMap(condition -> condition.examples().stream().limit(EXAMPLES_EACH))
                .toList();
    }

    @Override
    public String toString() {
        return conditions.stream().map(Condition::toString).collect(Collectors.joining(" | ", "(", ")"));
    }
}
