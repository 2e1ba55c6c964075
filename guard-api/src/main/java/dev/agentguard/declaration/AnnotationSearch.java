package dev.agentguard.declaration;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds Guard's annotations on something, also those that stand on its annotations, however many levels up. */
final class AnnotationSearch {

    private static final String OURS = "dev.agentguard.annotation.";

    /** More than any application's annotations lead to; annotations may be annotated with each other, or with themselves. */
    private static final int MOST_TYPES = 1_000;

    private AnnotationSearch() {}

    /**
     * One of Guard's annotations.
     *
     * @param name its simple name
     * @param values its elements; enum constants by their names
     * @param by the annotation of the application that carries it; empty if it stands there itself
     */
    record Found(String name, Map<String, Object> values, String by) {

        String text(String element) {
            return String.valueOf(values.getOrDefault(element, ""));
        }

        /** Returns where it comes from, for messages. */
        String source() {
            return "`@" + (by.isEmpty() ? name : by) + "`";
        }
    }

    private record Step(Annotation annotation, String by) {}

    /** Returns Guard's annotations, each once for each way that leads to it. */
    static List<Found> on(AnnotatedElement element) {
        List<Found> found = new ArrayList<>();
        Deque<Step> open = new ArrayDeque<>();
        for (Annotation annotation : element.getAnnotations()) {
            open.add(new Step(annotation, ""));
        }
        Set<Class<?>> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Step step = open.remove();
            Class<? extends Annotation> type = step.annotation().annotationType();
            if (type.getName().startsWith(OURS)) {
                found.add(new Found(type.getSimpleName(), values(step.annotation()), step.by()));
            } else if (!type.getName().startsWith("java.lang.") && seen.add(type)) {
                if (seen.size() > MOST_TYPES) {
                    throw new DeclarationException("the annotations of `" + element + "` lead to more than "
                            + MOST_TYPES + " others, so not all can be read; use fewer");
                }
                String by = step.by().isEmpty() ? type.getSimpleName() : step.by();
                for (Annotation above : type.getAnnotations()) {
                    open.add(new Step(above, by));
                }
            }
        }
        return found;
    }

    private static Map<String, Object> values(Annotation annotation) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (var element : annotation.annotationType().getDeclaredMethods()) {
            try {
                Object value = element.invoke(annotation);
                values.put(element.getName(), value instanceof Enum<?> constant ? constant.name() : value);
            } catch (IllegalAccessException | InvocationTargetException | RuntimeException e) {
                throw new DeclarationException(
                        "`@" + annotation.annotationType().getSimpleName() + "` cannot be read: "
                                + e.getClass().getSimpleName());
            }
        }
        return values;
    }
}
