package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call by what their parameters were declared to hold.
 *
 * @param call the call
 */
record RoleValues(ToolCall call) {

    /** Returns the parameters of a role. */
    List<Parameter> all(Role role) {
        List<Parameter> all = List.of();
        for (Parameter parameter : call.declaration().parameters()) {
            if (parameter.role() == role) {
                all = all.isEmpty() ? new ArrayList<>(2) : all;
                all.add(parameter);
            }
        }
        return all;
    }

    boolean has(Role role) {
        for (Parameter parameter : call.declaration().parameters()) {
            if (parameter.role() == role) {
                return true;
            }
        }
        return false;
    }

    @Nullable
    Object value(Parameter parameter) {
        return call.arguments().get(parameter.name());
    }

    /** Returns the first value of a role that is not null, or null. */
    @Nullable
    Object first(Role role) {
        for (Parameter parameter : all(role)) {
            Object value = value(parameter);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** Returns the arguments that nothing is declared of, but those that are read as the variables of a document. */
    Map<String, @Nullable Object> undeclared() {
        if (allDeclared()) {
            return Map.of();
        }
        Map<String, @Nullable Object> undeclared = new LinkedHashMap<>(call.arguments());
        call.declaration().parameters().forEach(parameter -> undeclared.remove(parameter.name()));
        undeclared.remove("variables");
        return undeclared;
    }

    private boolean allDeclared() {
        List<Parameter> parameters = call.declaration().parameters();
        if (call.arguments().size() > parameters.size()) {
            return false;
        }
        for (String name : call.arguments().keySet()) {
            boolean declared = false;
            for (int i = 0; i < parameters.size() && !declared; i++) {
                declared = parameters.get(i).name().equals(name);
            }
            if (!declared) {
                return false;
            }
        }
        return true;
    }

    /** Returns the argument that supplies the variables of a document, or null if none does in a form that is read. */
    @Nullable
    Map<String, @Nullable Object> variables() {
        if (!(call.arguments().get("variables") instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        map.forEach((name, value) -> variables.put(String.valueOf(name), value));
        return variables;
    }
}
