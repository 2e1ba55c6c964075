package dev.agentguard.effect.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a word as it was written. */
sealed interface Part {

    /** Characters that stand for themselves; quoted ones are neither split nor taken for patterns. */
    record Text(String text, boolean quoted) implements Part {}

    /**
     * A parameter expansion.
     *
     * @param name the parameter, or {@code !name} for an indirect one
     * @param operator what is done with its value: empty, {@code #}, {@code :-}, {@code //}, ...; {@code length} for
     *     {@code ${#x}}
     * @param argument the operator's argument
     * @param quoted whether it stands in double quotes
     * @param raw as written
     */
    record Parameter(String name, String operator, @Nullable RawWord argument, boolean quoted, String raw)
            implements Part {}

    /** A command substitution. */
    record Substitution(Node body, boolean quoted, String raw) implements Part {}

    /** A process substitution; its value is the name of a pipe. */
    record Pipe(Node body, boolean output, String raw) implements Part {}

    /** An arithmetic expansion; its value is a number. */
    record Arithmetic(List<Part> inside, String raw) implements Part {}
}
