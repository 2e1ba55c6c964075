package dev.agentguard.declaration;

import dev.agentguard.action.ToolDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was declared on a component of a record that a parameter takes, however deep.
 *
 * @param path the parameter's name and those of components; {@link #ELEMENTS} for every element of a collection or value
 *     of a map
 * @param declared the role, under the path as one name
 */
record NestedRole(List<String> path, ToolDeclaration.Parameter declared) {

    static final String ELEMENTS = "[]";
    private static final int MOST = 1_000;

    /** Returns a path as one name: {@code targets[].id}. */
    static String name(List<String> path) {
        StringBuilder name = new StringBuilder();
        for (String step : path) {
            name.append(name.isEmpty() || step.equals(ELEMENTS) ? "" : ".").append(step);
        }
        return name.toString();
    }

    /**
     * Finds the values of a call, each under a name of its own: {@code targets[1].id}.
     *
     * @param arguments the arguments
     * @param found takes the values by their names
     * @return what is declared of them, empty if there is none
     */
    private List<ToolDeclaration.Parameter> in(
            Map<String, @Nullable Object> arguments, Map<String, @Nullable Object> found) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        collect(arguments, 0, "", values);
        List<ToolDeclaration.Parameter> parameters = new ArrayList<>();
        values.forEach((name, value) -> {
            found.put(name, value);
            parameters.add(new ToolDeclaration.Parameter(name, declared.role(), declared.resourceType()));
        });
        if (values.size() >= MOST) {
            parameters.add(declared); // without a value, which means all
        }
        return parameters;
    }

    /** Adds what several ways lead to; what none of them finds stays declared, since not naming a resource means all. */
    static void addAll(
            List<NestedRole> roles,
            Map<String, @Nullable Object> arguments,
            Map<String, @Nullable Object> found,
            List<ToolDeclaration.Parameter> parameters) {
        Set<List<Object>> present = new HashSet<>();
        for (NestedRole role : roles) {
            List<ToolDeclaration.Parameter> values = role.in(arguments, found);
            parameters.addAll(values);
            if (!values.isEmpty()) {
                present.add(role.kind());
            }
        }
        for (NestedRole role : roles) {
            if (present.add(role.kind())) {
                parameters.add(role.declared());
            }
        }
    }

    private List<Object> kind() {
        return List.of(declared.role(), declared.resourceType());
    }

    private void collect(@Nullable Object value, int step, String name, Map<String, @Nullable Object> values) {
        if (values.size() >= MOST) {
            return;
        }
        if (step == path.size()) {
            if (value != null) {
                values.put(name, value);
            }
        } else if (!path.get(step).equals(ELEMENTS)) {
            Object component = value instanceof Map<?, ?> map ? map.get(path.get(step)) : null;
            collect(component, step + 1, (name.isEmpty() ? "" : name + ".") + path.get(step), values);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), step + 1, name + "[" + i + "]", values);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> collect(element, step + 1, name + "[" + key + "]", values));
        }
    }
}
