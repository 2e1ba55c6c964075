package dev.agentguard.pack;

import dev.agentguard.effect.Kept;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs by the hosts at which their providers answer: looked up by the name and by what stands behind its dots. Keeps the
 * answers for the hosts that were asked about last, which are few.
 */
final class HostPacks {

    /** A name of the domain name system has 253 characters at most (RFC 1035 section 2.3.4); a port may follow. */
    private static final int LONGEST = 260;

    private final Map<String, List<LazyPack>> byName = new HashMap<>();
    private final Map<String, List<LazyPack>> byDomain = new HashMap<>();
    private final PathPacks anywhere;
    private final Kept<List<LazyPack>> answers = new Kept<>(LONGEST, host -> List.copyOf(find(host)));

    HostPacks(Collection<LazyPack> packs) {
        for (LazyPack pack : packs) {
            for (HostPattern host : pack.match().hosts()) {
                Map<String, List<LazyPack>> index = host.subdomains() ? byDomain : byName;
                List<LazyPack> same = index.computeIfAbsent(host.name(), unused -> new ArrayList<>(1));
                if (!same.contains(pack)) {
                    same.add(pack);
                }
            }
        }
        this.anywhere = new PathPacks(
                packs.stream().filter(pack -> pack.match().anywhere()).toList());
    }

    /** Returns the packs whose provider answers at a host, in no order. */
    List<LazyPack> at(String host) {
        return answers.of(host);
    }

    private List<LazyPack> find(String host) {
        String name = HostPattern.nameOf(host);
        List<LazyPack> found = List.of();
        found = add(found, byName.get(name), host);
        found = add(found, byName.get(HostPattern.ANY), host);
        for (int dot = name.indexOf('.'); dot >= 0 && !byDomain.isEmpty(); dot = name.indexOf('.', dot + 1)) {
            found = add(found, byDomain.get(name.substring(dot + 1)), host);
        }
        return found;
    }

    /** Returns the packs that know an API by its shape on any host, and this path as one of it. */
    List<LazyPack> anywhere(String path) {
        return anywhere.at(path);
    }

    private static List<LazyPack> add(List<LazyPack> found, @Nullable List<LazyPack> more, String host) {
        if (more == null) {
            return found;
        }
        List<LazyPack> all = found;
        for (LazyPack pack : more) {
            if (pack.match().answersAt(host) && !found.contains(pack)) {
                all = all == found ? new ArrayList<>(found) : all;
                all.add(pack);
            }
        }
        return all;
    }
}
