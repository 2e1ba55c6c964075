package dev.agentguard.langchain4j;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the methods that a method overrides, so that an annotation on an interface or a proxied class is seen. */
final class Overridden {

    private Overridden() {}

    /**
     * Returns a method and those it overrides.
     *
     * @param method the method
     * @return the method itself, then those of super classes and interfaces, the nearest first
     */
    static List<Method> methods(Method method) {
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
