package dev.agentguard.declaration;

import dev.agentguard.declaration.AnnotationSearch.Found;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds what undoes a tool, and checks that somebody who knows the call could call it. */
final class UndoTarget {

    private final Method undone;
    private final List<Class<?>> types;
    private final ToolConvention convention;
    private final Function<String, DeclarationException> wrong;

    /**
     * Creates it.
     *
     * @param undone the tool's method
     * @param types the classes of what it is called on, if they are known
     * @param convention how the framework makes a tool of a method
     * @param wrong makes what is thrown
     */
    UndoTarget(
            Method undone,
            List<Class<?>> types,
            ToolConvention convention,
            Function<String, DeclarationException> wrong) {
        this.undone = undone;
        this.types = types;
        this.convention = convention;
        this.wrong = wrong;
    }

    /** Returns the name of what undoes the tool. */
    String read(Found undo) {
        String name = undo.text("value").strip();
        if (name.isEmpty()) {
            throw wrong.apply("has an `@Undo` that names nothing");
        }
        List<Method> named = named(name);
        if (named.stream().anyMatch(this::isItself)) {
            throw wrong.apply("says that it undoes itself: `@Undo(\"" + name + "\")`");
        }
        String problem = null;
        for (Method method : named) {
            problem = problem(method);
            if (problem == null) {
                return name;
            }
        }
        throw wrong.apply("says that `" + name + "` undoes it, "
                + (problem == null ? "and its class has no tool or method of that name" : "and " + problem));
    }

    private List<Method> named(String name) {
        Set<Class<?>> bearers = new LinkedHashSet<>(types);
        bearers.add(undone.getDeclaringClass());
        for (Class<?> type : List.copyOf(bearers)) {
            bearers.addAll(MethodFamily.supertypes(type));
        }
        List<Method> named = new ArrayList<>();
        for (Class<?> type : bearers) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> !method.isBridge() && !method.isSynthetic())
                    .filter(method -> method.getName().equals(name) || name.equals(convention.toolName(method)))
                    .forEach(named::add);
        }
        return named;
    }

    private boolean isItself(Method method) {
        return method.equals(undone)
                || MethodFamily.overrides(method, undone)
                || MethodFamily.overrides(undone, method);
    }

    /** Returns why a method cannot undo the tool, or null if it can. */
    private @Nullable String problem(Method method) {
        if (AnnotationSearch.on(method).stream()
                .anyMatch(found ->
                        found.name().equals("Guarded") && found.text("value").equals("READ_ONLY"))) {
            return "that is declared `READ_ONLY`, so it undoes nothing";
        }
        if (convention.toolName(method) != null) {
            return null; // the model fills its parameters in
        }
        if (!Modifier.isPublic(method.getModifiers())) {
            return "that is neither a tool nor a public method";
        }
        Map<String, Class<?>> known = new HashMap<>();
        for (Parameter parameter : undone.getParameters()) {
            if (!convention.isInjected(parameter)) {
                known.put(convention.nameOf(parameter), parameter.getType());
            }
        }
        for (Parameter parameter : method.getParameters()) {
            Class<?> given = known.get(convention.nameOf(parameter));
            if (!convention.isInjected(parameter)
                    && (given == null || !parameter.getType().isAssignableFrom(given))) {
                return "nobody could supply its parameter `" + convention.nameOf(parameter) + "` of type `"
                        + parameter.getType().getSimpleName()
                        + "`: make it a tool, or let it take what this tool takes, by name and type";
            }
        }
        return null;
    }
}
