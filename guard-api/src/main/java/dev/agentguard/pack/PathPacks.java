package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Packs by the paths at which they answer, whatever the host. Nearly all their patterns begin with a literal segment, by
 * which they are looked up.
 */
final class PathPacks {

    /** Stands for the first segment of patterns that begin with any. */
    private static final String ANY = "";

    private final List<Known> all;
    private final Map<String, List<Known>> byFirst = new HashMap<>();
    private final List<Known> byAnyFirst;

    /**
     * A pack and those of its patterns that are to be asked.
     *
     * @param pack the pack
     * @param paths the patterns
     */
    private record Known(LazyPack pack, List<PathPattern> paths) {

        boolean knows(String path) {
            for (PathPattern pattern : paths) {
                if (pattern.matches(path)) {
                    return true;
                }
            }
            return false;
        }
    }

    PathPacks(List<LazyPack> packs) {
        this.all = packs.stream()
                .map(pack -> new Known(pack, pack.match().paths()))
                .toList();
        this.byAnyFirst = beginningWith(ANY);
        for (Known known : all) {
            known.paths.forEach(path -> byFirst.computeIfAbsent(first(path.text()), this::beginningWith));
        }
    }

    /** Returns the packs that know a path, in their order. */
    List<LazyPack> at(String path) {
        List<LazyPack> found = List.of();
        String first = first(path);
        for (Known known : isAscii(first) ? byFirst.getOrDefault(first, byAnyFirst) : all) {
            if (known.knows(path)) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(known.pack);
            }
        }
        return found;
    }

    private List<Known> beginningWith(String first) {
        List<Known> beginning = new ArrayList<>();
        for (Known known : all) {
            List<PathPattern> paths = known.paths.stream()
                    .filter(path -> first(path.text()).equals(first)
                            || first(path.text()).equals(ANY))
                    .toList();
            if (!paths.isEmpty()) {
                beginning.add(new Known(known.pack, paths));
            }
        }
        return List.copyOf(beginning);
    }

    /** Returns the first segment in lower case, or nothing if it may be any. */
    private static String first(String path) {
        int end = path.indexOf('/', 1);
        String first = end < 0 ? path : path.substring(0, end);
        return first.indexOf('*') < 0 ? first.toLowerCase(Locale.ROOT) : ANY;
    }

    /** There are letters that equal an ASCII one without regard to case and are not turned into it. */
    private static boolean isAscii(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
