package dev.agentguard.declaration;

import dev.agentguard.action.ToolDeclaration;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Finds what was declared on components of records, in collections, maps and optionals too. */
final class NestedRoles {

    private static final int DEEPEST = 6;
    private static final String JSON_PROPERTY = "com.fasterxml.jackson.annotation.JsonProperty";

    /** Reads one component: its type, and what is declared on it under a name. */
    private final BiFunction<Parameter, String, ToolDeclaration.@Nullable Parameter> reader;

    private final List<NestedRole> found = new ArrayList<>();

    private NestedRoles(BiFunction<Parameter, String, ToolDeclaration.@Nullable Parameter> reader) {
        this.reader = reader;
    }

    /**
     * Reads the type of a parameter.
     *
     * @param name the parameter's name in the arguments
     * @param type its type
     * @param reader reads a component
     * @return what is declared within
     */
    static List<NestedRole> in(
            String name, Type type, BiFunction<Parameter, String, ToolDeclaration.@Nullable Parameter> reader) {
        NestedRoles roles = new NestedRoles(reader);
        roles.walk(type, List.of(name), 0);
        return roles.found;
    }

    private void walk(Type type, List<String> path, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] content = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                walk(content[0], path, depth + 1);
            } else if (Collection.class.isAssignableFrom(raw) && content.length == 1) {
                walk(content[0], with(path, NestedRole.ELEMENTS), depth + 1);
            } else if (Map.class.isAssignableFrom(raw) && content.length == 2) {
                walk(content[1], with(path, NestedRole.ELEMENTS), depth + 1);
            } else if (raw.isRecord()) {
                components(raw, path, depth);
            }
        } else if (type instanceof Class<?> plain && plain.isArray()) {
            walk(plain.getComponentType(), with(path, NestedRole.ELEMENTS), depth + 1);
        } else if (type instanceof Class<?> plain && plain.isRecord()) {
            components(plain, path, depth);
        }
    }

    /** The annotations of a component are for parameters, so they stand on those of the canonical constructor. */
    private void components(Class<?> type, List<String> path, int depth) {
        RecordComponent[] components = type.getRecordComponents();
        Parameter[] parameters = canonical(type, components);
        for (int i = 0; i < components.length; i++) {
            List<String> inner = with(path, jsonName(components[i]));
            ToolDeclaration.Parameter declared = reader.apply(parameters[i], NestedRole.name(inner));
            if (declared != null) {
                found.add(new NestedRole(inner, declared));
            } else {
                walk(components[i].getGenericType(), inner, depth + 1);
            }
        }
    }

    private static Parameter[] canonical(Class<?> type, RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .getParameters();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e); // every record has it
        }
    }

    private static String jsonName(RecordComponent component) {
        for (AnnotatedElement bearer : List.of(component, component.getAccessor())) {
            for (Annotation annotation : bearer.getAnnotations()) {
                if (annotation.annotationType().getName().equals(JSON_PROPERTY)) {
                    try {
                        Object name =
                                annotation.annotationType().getMethod("value").invoke(annotation);
                        return name.toString().isBlank() ? component.getName() : name.toString();
                    } catch (ReflectiveOperationException e) {
                        return component.getName();
                    }
                }
            }
        }
        return component.getName();
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }
}
