package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a request's path: {@code /repos/{owner}/{repo}}, {@code /v1/{name}:purge}, {@code /{bucket}/{key+}}.
 *
 * @param text as it stands in the pack
 * @param segments its segments
 */
record PathTemplate(String text, List<Segment> segments) {

    /** So many literal segments tell an API by its shape. */
    private static final int DISTINCTIVE = 3;

    PathTemplate {
        segments = List.copyOf(segments);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is none; the message says what is expected, for a parser to add the place
     */
    static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path that starts with `/`");
        }
        List<Segment> segments = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            if (!part.isEmpty()) {
                segments.add(Segment.parse(part));
            }
        }
        if (segments.stream().filter(Segment::rest).count() > 1) {
            throw new IllegalArgumentException("at most one parameter `{x+}`");
        }
        List<String> names =
                segments.stream().flatMap(s -> s.parameters().stream()).toList();
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("a name only once among its parameters");
        }
        return new PathTemplate(text, segments);
    }

    /** Returns whether a path of this shape can hardly belong to another API. */
    boolean distinctive() {
        int literals = 0;
        for (Segment segment : segments) {
            if (segment.isLiteral()) {
                literals += segment.literals().get(0).startsWith("_") ? DISTINCTIVE : 1;
            }
        }
        return literals >= DISTINCTIVE;
    }

    /** Puts the parameters' values that a path of this shape gives. */
    void putParameters(String[] path, Map<String, @Nullable Object> into) {
        int more = path.length - segments.size();
        int at = 0;
        for (Segment segment : segments) {
            if (segment.rest()) {
                into.put(
                        segment.parameters().get(0),
                        String.join("/", List.of(path).subList(at, at + more + 1)));
                at += more + 1;
            } else {
                segment.putParameters(path[at++], into);
            }
        }
    }

    /** Returns whether a parameter of a path of this shape has a value that the test holds for. */
    boolean anyParameter(String[] path, java.util.function.Predicate<String> test) {
        if (anyRest()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).isParameter() && test.test(path[i])) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether one of its parameters stands for any number of segments. */
    boolean anyRest() {
        return segments.stream().anyMatch(Segment::rest);
    }

    @Override
    public String toString() {
        return text;
    }
}
