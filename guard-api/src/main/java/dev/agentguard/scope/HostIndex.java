package dev.agentguard.scope;

import dev.agentguard.scope.HostPattern.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is declared for hosts, found by their names. Built once, then read by many threads. */
final class HostIndex<T> {

    private final Map<String, List<Entry<T>>> byName = new HashMap<>();
    private final Map<String, List<Entry<T>>> bySuffix = new HashMap<>();

    private record Entry<T>(HostPattern pattern, T value) {}

    void add(HostPattern pattern, T value) {
        (pattern.subdomains() ? bySuffix : byName)
                .computeIfAbsent(pattern.name(), unused -> new ArrayList<>(1))
                .add(new Entry<>(pattern, value));
    }

    boolean isEmpty() {
        return byName.isEmpty() && bySuffix.isEmpty();
    }

    void forEach(Host host, Consumer<T> consumer) {
        hand(byName.get(host.name()), host, consumer);
        if (bySuffix.isEmpty()) {
            return;
        }
        String name = host.name();
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            hand(bySuffix.get(name.substring(dot + 1)), host, consumer);
        }
    }

    private void hand(@Nullable List<Entry<T>> entries, Host host, Consumer<T> consumer) {
        if (entries != null) {
            for (Entry<T> entry : entries) {
                if (entry.pattern().matches(host)) {
                    consumer.accept(entry.value());
                }
            }
        }
    }

    /** Returns the values of the patterns that match. */
    static Set<String> names(HostIndex<String> index, Host host) {
        if (index.bySuffix.isEmpty() && !index.byName.containsKey(host.name())) {
            return Set.of();
        }
        Set<String> found = new TreeSet<>();
        index.forEach(host, found::add);
        return found;
    }
}
