package dev.agentguard.javaagent.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows annotations of an application's own to those of Guard that stand on them. Not safe for use by several threads. */
final class ComposedAnnotations {

    private static final String GUARD = "Ldev/agentguard/annotation/";

    /** Annotations may be annotated with each other; more than any application's lead to. */
    private static final int MOST_TYPES = 1_000;

    private final ClassPath path;
    private final Map<String, Map<String, Map<String, Object>>> read = new HashMap<>();

    ComposedAnnotations(ClassPath path) {
        this.path = path;
    }

    /**
     * One of Guard's annotations.
     *
     * @param name its simple name
     * @param values its elements, without those that are left at their defaults
     */
    record Found(String name, Map<String, Object> values) {
        String text(String element) {
            return String.valueOf(values.getOrDefault(element, ""));
        }
    }

    /** Returns Guard's annotations among some, and on those, however many levels up. */
    List<Found> in(Map<String, Map<String, Object>> annotations) throws InventoryException {
        List<Found> found = new ArrayList<>();
        Deque<Map<String, Map<String, Object>>> open = new ArrayDeque<>(List.of(annotations));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < MOST_TYPES) {
            for (Map.Entry<String, Map<String, Object>> annotation :
                    open.remove().entrySet()) {
                String type = annotation.getKey();
                if (type.startsWith(GUARD)) {
                    found.add(new Found(type.substring(GUARD.length(), type.length() - 1), annotation.getValue()));
                } else if (!type.startsWith("Ljava/") && seen.add(type)) {
                    open.add(above(type));
                }
            }
        }
        return found;
    }

    /** What is not on the class path stands for nothing here; at run time the JVM leaves it out as well. */
    private Map<String, Map<String, Object>> above(String type) throws InventoryException {
        Map<String, Map<String, Object>> known = read.get(type);
        if (known == null) {
            byte[] file = path.find(type.substring(1, type.length() - 1));
            ClassOutline outline = file == null ? null : ClassOutline.of(file);
            known = outline == null ? Map.of() : outline.annotations();
            read.put(type, known);
        }
        return known;
    }
}
