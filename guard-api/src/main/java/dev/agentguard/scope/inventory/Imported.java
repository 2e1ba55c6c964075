package dev.agentguard.scope.inventory;

import dev.agentguard.effect.Glob;
import dev.agentguard.scope.Managed;
import dev.agentguard.scope.PlacePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a file says belongs to an environment.
 *
 * @param hosts hosts, with their port where it is known
 * @param resources ids by resource type
 * @param places places of which every part has to fit
 * @param managed what it manages, and what depends on that
 */
public record Imported(
        List<String> hosts, Map<String, List<String>> resources, List<PlacePattern> places, List<Managed> managed) {

    private static final int LONGEST = 200;

    /** Copies the collections. */
    public Imported {
        hosts = List.copyOf(hosts);
        Map<String, List<String>> copy = new LinkedHashMap<>();
        resources.forEach((type, ids) -> copy.put(type, List.copyOf(ids)));
        resources = Map.copyOf(copy);
        places = List.copyOf(places);
        managed = List.copyOf(managed);
    }

    /** Collects what was found. Not safe for use by several threads. */
    static final class Builder {
        private final Set<String> hosts = new LinkedHashSet<>();
        private final Map<String, Set<String>> resources = new LinkedHashMap<>();
        private final Set<PlacePattern> places = new LinkedHashSet<>();

        void resource(String type, @Nullable Object id) {
            if (id instanceof String text && isName(text)) {
                resources.computeIfAbsent(type, unused -> new LinkedHashSet<>()).add(text);
            }
        }

        /** Adds a host; one of this machine only with its port. */
        void host(@Nullable Object written) {
            String host = written instanceof String text ? plainHost(text) : null;
            if (host != null && (!isLoopback(host) || host.lastIndexOf(':') > host.lastIndexOf(']'))) {
                hosts.add(host);
            }
        }

        void place(Map<String, List<Glob>> parts) {
            if (!parts.isEmpty()) {
                places.add(new PlacePattern(parts));
            }
        }

        Imported build() {
            return build(List.of());
        }

        Imported build(List<Managed> managed) {
            Map<String, List<String>> ids = new LinkedHashMap<>();
            resources.forEach((type, set) -> ids.put(type, new ArrayList<>(set)));
            return new Imported(new ArrayList<>(hosts), ids, new ArrayList<>(places), managed);
        }
    }

    static boolean isName(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST
                && text.indexOf('*') < 0
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Returns host and port of a host or a URL, or null if it is neither. */
    static @Nullable String plainHost(String text) {
        int scheme = text.indexOf("://");
        String host = scheme < 0 ? text : text.substring(scheme + 3);
        int slash = host.indexOf('/');
        host = slash < 0 ? host : host.substring(0, slash);
        host = host.substring(host.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        boolean plain = !host.isEmpty()
                && host.length() <= LONGEST
                && host.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-._:[]".indexOf(c) >= 0));
        return plain ? host : null;
    }

    static boolean isLoopback(String host) {
        return host.startsWith("localhost")
                || host.startsWith("127.")
                || host.startsWith("[::1]")
                || host.equals("::1");
    }

    static List<Glob> globs(List<String> names) {
        return names.stream().filter(Imported::isName).map(Glob::new).toList();
    }
}
