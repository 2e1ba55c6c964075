package dev.agentguard.mcp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a server says of a tool, part by part. The order of keys says nothing and does not count; white space does, since a
 * model reads it.
 *
 * @param parts the parts that are there, by name
 */
record Definition(Map<String, Part> parts) {

    /** The parts in the order in which people are told of them. */
    static final List<String> PARTS = List.of("description", "input", "output", "title", "hints");

    private static final int DEEPEST = 100;

    /** Of a part, for people. */
    private static final int LONGEST_TEXT = 500;

    Definition {
        parts = Map.copyOf(parts);
    }

    /**
     * A part.
     *
     * @param digest of the whole of it
     * @param text how it begins
     */
    record Part(String digest, String text) {}

    /**
     * Reads what a server says.
     *
     * @param said JSON values
     * @return the definition
     * @throws IllegalArgumentException if it is nested too deeply
     */
    static Definition of(Map<String, @Nullable Object> said) {
        Map<String, Part> parts = new LinkedHashMap<>();
        for (String name : PARTS) {
            Object value = said.get(name);
            if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
                StringBuilder out = new StringBuilder();
                if (value instanceof String text) {
                    out.append(text);
                } else {
                    write(name, value, out, 0);
                }
                String text = out.toString();
                parts.put(name, new Part(Digest.of(text), text.substring(0, Math.min(LONGEST_TEXT, text.length()))));
            }
        }
        return new Definition(parts);
    }

    private static void write(String key, @Nullable Object value, StringBuilder out, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("what the server says is nested deeper than " + DEEPEST + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, element) -> sorted.put(String.valueOf(name), element == null ? Nothing.NULL : element));
            out.append('{');
            sorted.forEach((name, element) -> {
                string(name, out);
                out.append(':');
                write(name, element, out, depth + 1);
                out.append(',');
            });
            out.append('}');
        } else if (value instanceof Collection<?> list) {
            out.append('[');
            for (Object element : ordered(key, list)) {
                write("", element, out, depth + 1);
                out.append(',');
            }
            out.append(']');
        } else if (value instanceof String text) {
            string(text, out);
        } else {
            out.append(value);
        }
    }

    /** Which arguments are required is a set, and servers write it in any order. */
    private static Collection<?> ordered(String key, Collection<?> list) {
        return key.equals("required") && list.stream().allMatch(String.class::isInstance)
                ? new TreeSet<>(list.stream().map(String.class::cast).toList())
                : new ArrayList<>(list);
    }

    private static void string(String text, StringBuilder out) {
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    /** A value that is null. */
    private enum Nothing {
        NULL;

        @Override
        public String toString() {
            return "null";
        }
    }

    /** Returns a digest of all of it. */
    String digest() {
        StringBuilder all = new StringBuilder();
        for (String name : PARTS) {
            Part part = parts.get(name);
            all.append(name)
                    .append('=')
                    .append(part == null ? "" : part.digest())
                    .append('\n');
        }
        return Digest.of(all.toString());
    }

    /** Returns what is not as it was: the name of each part, with a little of what it was and is. */
    List<String> changesFrom(Definition earlier) {
        List<String> changes = new ArrayList<>();
        for (String name : PARTS) {
            Part was = earlier.parts.get(name);
            Part is = parts.get(name);
            if (was == null && is != null) {
                changes.add(name + " is new: `" + Excerpt.around(is.text(), 0) + "`");
            } else if (was != null && is == null) {
                changes.add(name + " is gone, it was `" + Excerpt.around(was.text(), 0) + "`");
            } else if (was != null && is != null && !was.digest().equals(is.digest())) {
                int at = Excerpt.difference(was.text(), is.text());
                boolean beyond = at == was.text().length() && at == is.text().length();
                changes.add(
                        beyond
                                ? name + " changed behind its first " + LONGEST_TEXT + " characters"
                                : name + " was `" + Excerpt.around(was.text(), at) + "` and is `"
                                        + Excerpt.around(is.text(), at) + "`");
            }
        }
        return changes;
    }
}
