package dev.agentguard.rules.prose;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.RuleKey;
import java.util.List;
import java.util.Set;

/** Something that a sentence speaks of, as a question to an effect. Immutable; its text says it in words. */
interface Condition {

    Certainty in(RuleInput input);

    /** What an input must show, at least one of these; empty if it has to be asked each time. */
    default Set<RuleKey> keys() {
        return Set.of();
    }

    /** Actions for which it may hold, as {@link dev.agentguard.rules.Pattern#examples()} writes them. */
    default List<String> examples() {
        return List.of();
    }

    /** The least class of effects in which it can hold. */
    default Reversibility least() {
        return Reversibility.READ_ONLY;
    }
}
