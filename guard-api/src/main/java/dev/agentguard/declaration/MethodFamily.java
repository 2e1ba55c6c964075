package dev.agentguard.declaration;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The method that the framework knows as a tool, the one that runs when it is called, and those that they override or
 * implement: an annotation on each of them counts.
 */
final class MethodFamily {

    private final List<Method> methods;

    private MethodFamily(Set<Method> methods) {
        this.methods = List.copyOf(methods);
    }

    /**
     * Finds them.
     *
     * @param method the method that the framework knows
     * @param types the classes of what it is called on, if they are known
     */
    static MethodFamily of(Method method, List<Class<?>> types) {
        Set<Method> methods = new LinkedHashSet<>();
        for (Class<?> type : types) {
            for (Method running : implementations(method, type)) {
                addWithOverridden(running, methods);
            }
        }
        addWithOverridden(method, methods);
        return new MethodFamily(methods);
    }

    List<Method> methods() {
        return methods;
    }

    /**
     * Returns what the nearest of them say. One is nearer than another if its class extends or implements the other's.
     *
     * @param read reads one of them; null if it says nothing
     * @return what is said by which method: more than one entry only where it differs and none is nearer
     */
    <T> Map<T, Method> nearest(Function<Method, @Nullable T> read) {
        Map<Method, T> said = new LinkedHashMap<>();
        for (Method method : methods) {
            T value = read.apply(method);
            if (value != null) {
                said.put(method, value);
            }
        }
        Map<T, Method> nearest = new LinkedHashMap<>();
        said.forEach((method, value) -> {
            boolean hidden = said.keySet().stream()
                    .map(Method::getDeclaringClass)
                    .anyMatch(type -> type != method.getDeclaringClass()
                            && method.getDeclaringClass().isAssignableFrom(type));
            if (!hidden) {
                nearest.putIfAbsent(value, method);
            }
        });
        return nearest;
    }

    /** The methods of a class that run when a method of it, or of what it implements, is called. */
    private static List<Method> implementations(Method method, Class<?> type) {
        List<Class<?>> types = new ArrayList<>(List.of(type));
        types.addAll(supertypes(type));
        for (Class<?> bearer : types) {
            List<Method> found = Arrays.stream(bearer.getDeclaredMethods())
                    .filter(candidate -> !candidate.isBridge() && !candidate.isSynthetic())
                    .filter(candidate -> candidate.equals(method) || overrides(candidate, method))
                    .toList();
            List<Method> exactly = found.stream()
                    .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes()))
                    .toList();
            if (!found.isEmpty()) {
                return exactly.isEmpty() ? found : exactly;
            }
        }
        return List.of();
    }

    private static void addWithOverridden(Method method, Set<Method> methods) {
        methods.add(method);
        for (Class<?> type : supertypes(method.getDeclaringClass())) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(candidate -> !candidate.isBridge() && overrides(method, candidate))
                    .forEach(methods::add);
        }
    }

    /** Compares erased types; a generic parameter may be wider above, as with {@code T} and {@code String}. */
    static boolean overrides(Method method, Method above) {
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

    static Set<Class<?>> supertypes(Class<?> type) {
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
