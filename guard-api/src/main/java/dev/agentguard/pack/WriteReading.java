package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Operation;
import dev.agentguard.pack.Condition.Answer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what changes something: by what its name means, raised by what its arguments say. */
final class WriteReading {

    private final ArgumentReading arguments;

    WriteReading(ArgumentReading arguments) {
        this.arguments = arguments;
    }

    /**
     * Returns the effect of a change.
     *
     * @param effect what is known of it so far
     * @param operation the operation
     * @param meaning what its name means, or null if it says nothing
     * @param beside the words of its name
     * @param otherwise what to say of it where nothing in it destroys
     * @return the effect
     */
    Effect read(
            Effect.Builder effect,
            Operation operation,
            @Nullable Meaning meaning,
            List<String> beside,
            String otherwise) {
        Map<String, @Nullable Object> given = operation.arguments();
        if (meaning != null) {
            Kind kind = meaning.kind();
            effect.reversibility(meaning.reversibility(), meaning.reason());
            if (kind != null) {
                effect.kind(kind);
            }
        }
        if (meaning != null && meaning.harms() && arguments.onlyTried(given)) {
            return effect.reversibility(
                            Reversibility.UNKNOWN, "an argument says that it is only tried; a server need not heed it")
                    .build();
        }
        if (meaning != null && meaning.reversibility() == Reversibility.RECOVERABLE && arguments.forGood(given)) {
            return effect.reversibility(Reversibility.IRREVERSIBLE, "an argument says that it is for good")
                    .build();
        }
        if (meaning != null && meaning.reversibility().compareTo(Reversibility.RECOVERABLE) > 0) {
            return effect.build();
        }
        if (arguments.trades(given)) {
            return effect.kind(Kind.MONEY)
                    .reversibility(Reversibility.IRREVERSIBLE, "an argument says that something is bought or sold")
                    .build();
        }
        Answer answer = arguments.inside(given, beside);
        if (answer == Answer.YES) {
            return effect.reversibility(Reversibility.IRREVERSIBLE, "an argument marks something as destroyed")
                    .build();
        }
        if (answer == Answer.UNSEEN) {
            return effect.reversibility(Reversibility.UNKNOWN, "an argument cannot be seen before the call")
                    .build();
        }
        return meaning != null
                ? effect.build()
                : effect.reversibility(
                                Reversibility.REVERSIBLE, otherwise + "; read completely, and nothing in it destroys")
                        .build();
    }

    /** Returns the effect, not less than unknown if an argument holds a program, which nobody read. */
    Effect withPrograms(Effect effect, Operation operation) {
        if (effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0) {
            return effect;
        }
        String program = arguments.program(operation.arguments());
        return program == null
                ? effect
                : effect.toBuilder()
                        .reversibility(Reversibility.UNKNOWN, "`" + program + "` holds a program that is not read")
                        .build();
    }
}
