package dev.agentguard.effect.http;

import dev.agentguard.effect.Kept;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Knowledge.Telling;
import dev.agentguard.effect.Operation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters and fields may say what a request does, so that those that say nothing are not read: by what is known
 * of operations, and by the names under which the forms of this package look. Safe for use by many threads.
 */
final class TellingFields {

    private static final int LONGEST_CONSTANT = 100;

    private final Knowledge knowledge;
    private final Kept<Field> fields = new Kept<>(this::field);

    TellingFields(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /**
     * What a name says.
     *
     * @param toForms whether a form looks for it, so that any value matters
     * @param telling when its value says what is done
     */
    record Field(boolean toForms, Telling telling) {}

    Field of(String name) {
        return fields.of(name);
    }

    private Field field(String name) {
        boolean toForms = Carrier.isName(name)
                || Methods.isField(name)
                || JsonRpc.isField(name)
                || JsonBatch.isField(name)
                || SqlBody.isField(name);
        return new Field(toForms, knowledge.tells(name));
    }

    /** Returns whether a value that holds no others may say what is done. */
    boolean tells(String name, Field field, @Nullable Object value) {
        return field.telling == Telling.NEVER
                ? value instanceof String text && isConstant(text) && knowledge.tells(name, text)
                : knowledge.tells(name, value);
    }

    /** Returns whether it matters that a name has two values of which a server takes either. */
    boolean tellsTwice(String name) {
        return knowledge.tells(name, Operation.UNRESOLVED);
    }

    /**
     * What parameters say together.
     *
     * @param toForms whether a form may look for one of them
     * @param quiet whether their values say nothing, whatever forms look for
     */
    record Parameters(boolean toForms, boolean quiet) {
        private static final Parameters NONE = new Parameters(false, true);
    }

    Parameters of(Map<String, @Nullable Object> parameters) {
        if (parameters.isEmpty()) {
            return Parameters.NONE;
        }
        boolean toForms = false;
        boolean quiet = true;
        for (Map.Entry<String, @Nullable Object> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            Field field = of(name);
            toForms |= field.toForms;
            quiet = quiet && parameter.getValue() instanceof String text && !tells(name, field, text);
        }
        return new Parameters(toForms, quiet);
    }

    private static boolean isConstant(String text) {
        int length = text.length();
        return length > 0
                && length <= LONGEST_CONSTANT
                && isOfConstants(text.charAt(0))
                && isOfConstants(text.charAt(length - 1));
    }

    /** Whether a character stands in what is written as constants are. */
    static boolean isOfConstants(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
