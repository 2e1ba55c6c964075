package dev.agentguard.javaagent.tool;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a developer declared on a tool's method with Guard's annotations, by their names: the application may carry
 * another copy of them than the agent, or none. The method itself counts before the ones it overrides.
 */
final class Declarations {

    private static final String ANNOTATIONS = "dev.agentguard.annotation.";
    private static final Map<String, String> ROLES = Map.of(
            "TargetResource", "RESOURCE",
            "TargetEnvironment", "ENVIRONMENT",
            "Sql", "SQL",
            "Shell", "SHELL",
            "GraphQl", "GRAPHQL");

    private Declarations() {}

    static Map<String, Object> of(Method method) {
        List<Method> declared = withOverridden(method);
        List<Map<String, String>> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            String name = ToolParameter.nameOf(method.getParameters()[i]);
            for (Method candidate : declared) {
                List<Map<String, String>> found = roles(candidate.getParameters()[i], name);
                parameters.addAll(found);
                if (!found.isEmpty()) {
                    break;
                }
            }
        }
        Map<String, Object> declaration = new HashMap<>();
        Annotation guarded = declared.stream()
                .map(candidate -> Reflect.annotation(candidate, ANNOTATIONS + "Guarded"))
                .filter(annotation -> annotation != null)
                .findFirst()
                .orElse(null);
        if (guarded != null) {
            declaration.put("reversibility", Reflect.element(guarded, "value"));
            declaration.put("operation", Reflect.element(guarded, "operation"));
            declaration.put("destroysRecovery", Boolean.TRUE.equals(Reflect.value(guarded, "destroysRecovery")));
        }
        if (guarded != null || !parameters.isEmpty()) {
            declaration.put("parameters", parameters);
        }
        return declaration;
    }

    private static List<Map<String, String>> roles(Parameter parameter, String name) {
        List<Map<String, String>> roles = new ArrayList<>();
        for (Annotation annotation : parameter.getAnnotations()) {
            String type = annotation.annotationType().getName();
            String role = type.startsWith(ANNOTATIONS) ? role(annotation, type.substring(ANNOTATIONS.length())) : null;
            if (role != null) {
                String resource = role.equals("RESOURCE") ? Reflect.element(annotation, "value") : "";
                roles.add(Map.of("name", name, "role", role, "resourceType", resource));
            }
        }
        return roles;
    }

    private static @Nullable String role(Annotation annotation, String type) {
        return type.equals("HttpPart") ? "HTTP_" + Reflect.element(annotation, "value") : ROLES.get(type);
    }

    private static List<Method> withOverridden(Method method) {
        List<Method> methods = new ArrayList<>();
        methods.add(method);
        for (Class<?> type : supertypes(method.getDeclaringClass())) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(candidate -> !candidate.isBridge() && overrides(method, candidate))
                    .forEach(methods::add);
        }
        return methods;
    }

    /** Compares erased types; a generic parameter may be wider above, as with {@code T} and {@code String}. */
    private static boolean overrides(Method method, Method above) {
        if (!above.getName().equals(method.getName()) || above.getParameterCount() != method.getParameterCount()) {
            return false;
        }
        for (int i = 0; i < method.getParameterCount(); i++) {
            if (!above.getParameterTypes()[i].isAssignableFrom(method.getParameterTypes()[i])) {
                return false;
            }
        }
        return true;
    }

    private static Set<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> above = type.getSuperclass(); above != null && above != Object.class; ) {
            types.add(above);
            above = above.getSuperclass();
        }
        List<Class<?>> bearers = new ArrayList<>(types);
        bearers.add(0, type);
        bearers.forEach(bearer -> addInterfaces(bearer, types));
        return types;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> declared : type.getInterfaces()) {
            if (types.add(declared)) {
                addInterfaces(declared, types);
            }
        }
    }
}
