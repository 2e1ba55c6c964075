package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call by what their parameters were declared to hold. Not safe for use by threads. */
final class RoleValues {

    private final ToolCall call;
    private @Nullable Map<String, @Nullable Object> undeclared;
    private @Nullable List<ArgumentProgram> programs;
    private @Nullable Names names;

    RoleValues(ToolCall call) {
        this.call = call;
    }

    ToolCall call() {
        return call;
    }

    /** Returns the parameters of a role. */
    List<Parameter> all(Role role) {
        if (!has(role)) {
            return List.of();
        }
        List<Parameter> parameters = call.declaration().parameters();
        if (parameters.size() == 1) {
            return parameters;
        }
        List<Parameter> all = new ArrayList<>(2);
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).role() == role) {
                all.add(parameters.get(i));
            }
        }
        return all;
    }

    boolean has(Role role) {
        List<Parameter> parameters = call.declaration().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).role() == role) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a parameter holds more than the name of what is acted on or where: what runs, or is sent. */
    boolean haveMoreThanNames() {
        List<Parameter> parameters = call.declaration().parameters();
        for (int i = 0; i < parameters.size(); i++) {
            Role role = parameters.get(i).role();
            if (role != Role.RESOURCE && role != Role.ENVIRONMENT) {
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
        if (!has(role)) {
            return null;
        }
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
        Map<String, @Nullable Object> rest = Map.of();
        for (Map.Entry<String, @Nullable Object> argument : call.arguments().entrySet()) {
            String name = argument.getKey();
            if (!isDeclared(name, parameters) && !name.equals("variables")) {
                rest = with(rest, name, argument.getValue());
            }
        }
        return rest;
    }

    /** Mostly one argument is left, and that needs no table. */
    private static Map<String, @Nullable Object> with(
            Map<String, @Nullable Object> rest, String name, @Nullable Object value) {
        if (rest.isEmpty()) {
            return Collections.singletonMap(name, value);
        }
        Map<String, @Nullable Object> more = rest.size() == 1 ? new LinkedHashMap<>(rest) : rest;
        more.put(name, value);
        return more;
    }

    private static boolean isDeclared(String name, List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the programs in the arguments that nothing is declared of, where no others were read before them. */
    List<ArgumentProgram> programs() {
        List<ArgumentProgram> known = programs;
        if (known == null) {
            known = ArgumentPrograms.in(undeclared(), this, new ProgramBudget());
            programs = known;
        }
        return known;
    }

    /** Returns whether an argument, declared or not, is an address that something is sent to. */
    boolean sends() {
        return names().address();
    }

    /** Returns whether the names of arguments leave open that they are the parts of a request. */
    boolean mayBeRequest() {
        return names().part();
    }

    private Names names() {
        Names known = names;
        if (known == null) {
            known = Names.of(call.arguments());
            names = known;
        }
        return known;
    }

    /** What the names of all arguments that are given say. */
    private record Names(boolean address, boolean part) {

        static Names of(Map<String, @Nullable Object> arguments) {
            boolean address = false;
            boolean part = false;
            for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
                if (argument.getValue() != null) {
                    ArgumentName name = ArgumentName.of(argument.getKey());
                    address |= name.address();
                    part |= name.part() != null || name.path();
                }
            }
            return new Names(address, part);
        }
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
