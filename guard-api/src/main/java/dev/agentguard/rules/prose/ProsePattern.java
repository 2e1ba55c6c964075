package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import dev.agentguard.rules.RuleMatch.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a sentence speaks to. */
record ProsePattern(Condition condition) implements Pattern {

    private static final int MOST_EXAMPLES = 40;

    @Override
    public @Nullable Verdict strongest(RuleInput input) {
        return switch (condition.in(input)) {
            case YES -> Verdict.DENY;
            case PERHAPS -> Verdict.ASK;
            case NO -> null;
        };
    }

    @Override
    public Set<RuleKey> keys() {
        return condition.keys();
    }

    @Override
    public Reversibility least() {
        return condition.least();
    }

    @Override
    public List<String> examples() {
        return condition.examples().stream().distinct().limit(MOST_EXAMPLES).toList();
    }

    @Override
    public String toString() {
        return condition.toString();
    }
}
