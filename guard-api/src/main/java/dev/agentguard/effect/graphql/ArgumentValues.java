package dev.agentguard.effect.graphql;

import dev.agentguard.effect.Operation;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values of arguments as JSON values, variables and their defaults filled in within a budget. Not safe for use by threads. */
final class ArgumentValues {

    /** What an argument or an input field has whose variable was not supplied: it counts as not written. */
    private static final Object MISSING = new Object();

    private final GraphQlRequest request;
    private final ValueBudget budget;
    private final Map<String, Value<?>> defaults = new HashMap<>(4);
    private final Map<String, Object> defaultValues = new HashMap<>(4);

    ArgumentValues(GraphQlRequest request, OperationDefinition operation, ValueBudget budget) {
        this.request = request;
        this.budget = budget;
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            Value<?> value = variable.getDefaultValue();
            if (value != null) {
                defaults.put(variable.getName(), value);
            }
        }
    }

    Map<String, @Nullable Object> of(List<Argument> arguments) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            put(values, argument.getName(), value(argument.getValue()));
        }
        return values;
    }

    private static void put(Map<String, @Nullable Object> values, String name, @Nullable Object value) {
        if (value == MISSING) {
            return;
        }
        if (values.containsKey(name) && !Objects.equals(values.get(name), value)) {
            // written twice: the specification forbids it, so which one a server takes is unknown
            values.put(name, Operation.UNRESOLVED);
        } else {
            values.put(name, value);
        }
    }

    private @Nullable Object value(@Nullable Value<?> value) {
        if (value instanceof VariableReference variable) {
            return variable(variable.getName());
        }
        if (value instanceof ObjectValue object) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (ObjectField field : object.getObjectFields()) {
                put(fields, field.getName(), value(field.getValue()));
            }
            return Collections.unmodifiableMap(fields);
        }
        if (value instanceof ArrayValue array) {
            List<@Nullable Object> items = new ArrayList<>();
            for (Value<?> item : array.getValues()) {
                Object element = value(item);
                items.add(element == MISSING ? null : element);
            }
            return Collections.unmodifiableList(items);
        }
        return ConstantValue.scalar(value);
    }

    private @Nullable Object variable(String name) {
        if (request.variables().containsKey(name)) {
            return allowed(request.variables().get(name));
        }
        if (!request.variablesKnown()) {
            return Operation.UNRESOLVED;
        }
        Value<?> value = defaults.get(name);
        // a default is a constant: a variable in it is invalid and is not followed
        if (value == null || value instanceof VariableReference) {
            return MISSING;
        }
        Object known = defaultValues.get(name);
        if (known == null) {
            known = value(value);
            if (known != null) {
                defaultValues.put(name, known);
            }
        }
        return allowed(known);
    }

    private @Nullable Object allowed(@Nullable Object value) {
        return budget.allows(value) ? value : Operation.UNRESOLVED;
    }
}
