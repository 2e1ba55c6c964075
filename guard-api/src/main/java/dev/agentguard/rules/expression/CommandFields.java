package dev.agentguard.rules.expression;

import dev.agentguard.effect.Command;
import dev.agentguard.effect.Word;
import org.jspecify.annotations.Nullable;

/** One of {@code action.commands}. */
final class CommandFields extends Fields {

    private final Command command;
    private final boolean byIndex;

    CommandFields(Command command, boolean byIndex, Doubt doubt) {
        super(Declarations.COMMAND, "command", doubt);
        this.command = command;
        this.byIndex = byIndex;
    }

    @Override
    @Nullable
    Object field(String field) {
        return switch (field) {
            case "program" -> command.program();
            case "arguments" -> words();
            default -> null;
        };
    }

    /** A word that is not known may be several or none, so that the number of the others is not known either. */
    private @Nullable Object words() {
        boolean known = command.arguments().stream().allMatch(Word::known);
        return known || !byIndex ? new Words(command.arguments(), doubt) : null;
    }
}
