package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by what their parameters were declared to hold. Not safe for use by threads. */
final class RoleValues {

    private final ToolCall call;
    private final Set<Role> roles = EnumSet.noneOf(Role.class);
    private @Nullable Map<String, @Nullable Object> undeclared;
    private @Nullable List<ArgumentProgram> programs;

    RoleValues(ToolCall call) {
        this.call = call;
        for (Parameter parameter : call.declaration().parameters()) {
            roles.add(parameter.role());
        }
    }

    ToolCall call() {
        return call;
    }

    /** Returns the parameters of a role. */
    List<Parameter> all(Role role) {
        if (!has(role)) {
            return List.of();
        }
        List<Parameter> all = new ArrayList<>(2);
        for (Parameter parameter : call.declaration().parameters()) {
            if (parameter.role() == role) {
                all.add(parameter);
            }
        }
        return all;
    }

    boolean has(Role role) {
        return roles.contains(role);
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
        Map<String, @Nullable Object> known = undeclared;
        if (known == null) {
            known = withoutDeclared();
            undeclared = known;
        }
        return known;
    }

    private Map<String, @Nullable Object> withoutDeclared() {
        List<Parameter> parameters = call.declaration().parameters();
        if (parameters.isEmpty() && !call.arguments().containsKey("variables")) {
            return call.arguments();
        }
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(4);
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            String name = argument.getKey();
            if (!isDeclared(name, parameters) && !name.equals("variables")) {
                rest.put(name, argument.getValue());
            }
        }
        return rest;
    }

    private static boolean isDeclared(String name, List<Parameter> parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the programs in the arguments that nothing is declared of, where no others were read before them. */
    List<ArgumentProgram> programs() {
        List<ArgumentProgram> known = programs;
        if (known == null) {
            known = ArgumentPrograms.in(undeclared(), call, new ProgramBudget());
            programs = known;
        }
        return known;
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
