package dev.agentguard.effect.graphql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A GraphQL request, as it stands in a body, a URL or a tool's argument.
 *
 * @param document the document's text
 * @param operationName the name of the operation to run, or null if none is given
 * @param variables the values of variables, as JSON values; {@link #UNKNOWN_VARIABLES} if they cannot be known
 * @param where the place in the action where the document stands, for example {@code body.query}
 */
public record GraphQlRequest(
        String document, @Nullable String operationName, Map<String, @Nullable Object> variables, String where) {

    /**
     * Stands for variables that cannot be known before the call: every variable without a constant value is then
     * {@link dev.agentguard.effect.Operation#UNRESOLVED} rather than missing. Recognised by identity.
     */
    public static final Map<String, @Nullable Object> UNKNOWN_VARIABLES =
            Collections.unmodifiableMap(new LinkedHashMap<>());

    /**
     * Copies the variables.
     *
     * @param document the document's text
     * @param operationName the name of the operation to run, or null if none is given
     * @param variables the values of variables
     * @param where the place in the action where the document stands
     */
    @SuppressWarnings("ReferenceEquality") // a marker, not a value: an empty map means that none was supplied
    public GraphQlRequest {
        if (variables != UNKNOWN_VARIABLES) {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    @SuppressWarnings("ReferenceEquality")
    boolean variablesKnown() {
        return variables != UNKNOWN_VARIABLES;
    }
}
