package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Method, path and query by which a REST service tells its operations apart.
 *
 * @param method the method
 * @param template the path
 * @param query parameters that are there, {@code name} or {@code name=value}
 * @param operations the operations; several where nothing but their bodies or headers tell them apart
 */
record AwsRoute(String method, PathTemplate template, List<String> query, List<String> operations) {

    AwsRoute {
        query = List.copyOf(query);
        operations = List.copyOf(operations);
    }

    /** Reads `METHOD /path/{x}?query Operation|Operation`. */
    static AwsRoute parse(String line) {
        String[] words = line.split(" ", -1);
        int mark = words[1].indexOf('?');
        String path = mark < 0 ? words[1] : words[1].substring(0, mark);
        List<String> query =
                mark < 0 ? List.of() : List.of(words[1].substring(mark + 1).split("&", -1));
        return new AwsRoute(words[0], PathTemplate.parse(path), query, List.of(words[2].split("\\|", -1)));
    }

    boolean matches(String asked, String[] path, Map<String, String> given) {
        return method.equals(asked) && hasShape(path) && query.stream().allMatch(one -> isGiven(one, given));
    }

    private boolean hasShape(String[] path) {
        List<Segment> segments = template.segments();
        int more = path.length - segments.size();
        int at = 0;
        for (Segment segment : segments) {
            if (segment.rest()) {
                if (more < 0) {
                    return false;
                }
                at += more + 1;
            } else if (at >= path.length || !segment.matches(path[at++])) {
                return false;
            }
        }
        return at == path.length;
    }

    private static boolean isGiven(String parameter, Map<String, String> given) {
        int sign = parameter.indexOf('=');
        String name = sign < 0 ? parameter : parameter.substring(0, sign);
        return given.containsKey(name)
                && (sign < 0 || parameter.substring(sign + 1).equals(given.get(name)));
    }

    /** The literal before the parameter, from the left; then the one that asks for more of the query. */
    int compareSpecificity(AwsRoute other) {
        int most =
                Math.min(template.segments().size(), other.template.segments().size());
        for (int i = 0; i < most; i++) {
            int mine = rank(template.segments().get(i));
            int theirs = rank(other.template.segments().get(i));
            if (mine != theirs) {
                return mine - theirs;
            }
        }
        return query.size() - other.query.size();
    }

    private static int rank(Segment segment) {
        if (segment.isLiteral()) {
            return 3;
        }
        return segment.rest() ? 0 : segment.isParameter() ? 1 : 2;
    }

    /** Returns the arguments together with those that stand in the path. */
    Map<String, @Nullable Object> withPath(String[] path, Map<String, @Nullable Object> arguments) {
        Map<String, @Nullable Object> inPath = new LinkedHashMap<>();
        template.putParameters(path, inPath);
        Map<String, @Nullable Object> all = new LinkedHashMap<>(arguments);
        inPath.forEach((name, value) ->
                all.put(AwsArguments.capital(name), value instanceof String text ? text.replace("%2F", "/") : value));
        return all;
    }

    /** Returns the names of the parameters of the path, outermost first. */
    List<String> parameters() {
        List<String> names = new ArrayList<>();
        template.segments().forEach(segment -> names.addAll(segment.parameters()));
        return names;
    }
}
