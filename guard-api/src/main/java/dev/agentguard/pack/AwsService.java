package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was generated of one service: the class of each operation, and how requests name the operations. Immutable. */
final class AwsService {

    private static final String REQUESTS = "requests";

    private final Map<String, AwsClass> classes;
    private final Map<String, String> names;
    private final List<AwsRoute> routes;

    private AwsService(Map<String, AwsClass> classes, List<AwsRoute> routes) {
        this.classes = Map.copyOf(classes);
        this.routes = List.copyOf(routes);
        Map<String, String> lower = new HashMap<>();
        classes.keySet().forEach(name -> lower.put(name.toLowerCase(Locale.ROOT), name));
        this.names = Map.copyOf(lower);
    }

    /**
     * Reads a generated file: sections that start at the margin, what belongs to them indented.
     *
     * @throws IllegalStateException if it names a section that there is not
     */
    static AwsService parse(String text) {
        Map<String, AwsClass> classes = new LinkedHashMap<>();
        List<AwsRoute> routes = new ArrayList<>();
        String section = "";
        for (String line : text.split("\n", -1)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                section = line.strip();
            } else if (section.equals(REQUESTS)) {
                routes.add(AwsRoute.parse(line.strip()));
            } else {
                AwsClass said = sectionNamed(section);
                for (String name : line.strip().split(" ", -1)) {
                    // services that share an endpoint may differ: the stricter word counts
                    classes.merge(
                            name,
                            said,
                            (a, b) -> a.reversibility().worse(b.reversibility()) == a.reversibility() ? a : b);
                }
            }
        }
        return new AwsService(classes, routes);
    }

    private static AwsClass sectionNamed(String section) {
        try {
            return AwsClass.valueOf(section.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a generated file has the section `" + section + "`", e);
        }
    }

    /** Returns the operation's own name, however its capitals are written, or null if there is no such operation. */
    @Nullable
    String named(String name) {
        return classes.containsKey(name) ? name : names.get(name.toLowerCase(Locale.ROOT));
    }

    /** Returns what is said of an operation by its own name. */
    AwsClass of(String name) {
        return classes.getOrDefault(name, AwsClass.UNKNOWN);
    }

    /** Returns the names of all operations. */
    Set<String> operations() {
        return classes.keySet();
    }

    List<AwsRoute> routes() {
        return routes;
    }

    /** Returns the most specific routes of a request; several if nothing tells which of them the service takes. */
    Set<AwsRoute> routesOf(String method, String[] path, Map<String, String> query) {
        Set<AwsRoute> best = new HashSet<>();
        for (AwsRoute route : routes) {
            if (route.matches(method, path, query)) {
                int than = best.isEmpty()
                        ? 1
                        : route.compareSpecificity(best.iterator().next());
                if (than > 0) {
                    best.clear();
                }
                if (than >= 0) {
                    best.add(route);
                }
            }
        }
        return best;
    }
}
