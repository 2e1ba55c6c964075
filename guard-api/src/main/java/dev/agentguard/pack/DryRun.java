package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What marks an operation as one that is only tried and changes nothing.
 *
 * @param argument the argument that is asked
 * @param condition what is asked of it
 */
record DryRun(Argument argument, Condition condition) {

    /** Returns whether it certainly is only tried: an argument that is unknown or given twice says nothing. */
    boolean holds(Map<String, @Nullable Object> arguments) {
        Object value = argument.in(arguments);
        return value != Operation.UNRESOLVED && !(value instanceof Collection<?>) && condition.ask(value) == Answer.YES;
    }
}
