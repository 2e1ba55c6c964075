package dev.agentguard.scope;

import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.DeclaredPlace.Fit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The declared places, found by what an action names. Built once, then read by many threads. */
final class PlaceIndex {

    /** More patterns than these that share a value are not told apart. */
    private static final int MOST = 2_000;

    private final Map<String, ByType> types = new HashMap<>();
    private final List<DeclaredPlace> labelled = new ArrayList<>();

    /** The patterns that speak of a type. */
    private static final class ByType {
        private final Map<String, List<DeclaredPlace>> literal = new HashMap<>();
        private final List<DeclaredPlace> other = new ArrayList<>();
        private final HostIndex<DeclaredPlace> hosts = new HostIndex<>();
        private final List<DeclaredPlace> all = new ArrayList<>();
        private final Set<String> environments = new TreeSet<>();
    }

    /**
     * What is declared of the places that an action names.
     *
     * @param fitting the patterns that fit
     * @param environments their environments
     * @param perhaps the environments that could be meant too: the action leaves open what would tell
     */
    record Found(List<DeclaredPlace> fitting, Set<String> environments, Set<String> perhaps) {

        static final Found NOTHING = new Found(List.of(), Set.of(), Set.of());
    }

    void add(String environment, PlacePattern pattern) {
        DeclaredPlace declared = new DeclaredPlace(environment, pattern);
        if (!pattern.labels().isEmpty()) {
            labelled.add(declared);
        }
        pattern.parts().forEach((type, globs) -> {
            ByType byType = types.computeIfAbsent(type, unused -> new ByType());
            byType.environments.add(environment);
            byType.all.add(declared);
            globs.forEach(glob -> add(byType, type, glob, declared));
        });
    }

    private static void add(ByType byType, String type, Glob glob, DeclaredPlace declared) {
        String literal = DeclaredPlace.literal(type, glob);
        UrlPattern url = type.equals(PlacePattern.URL) ? UrlPattern.parse(glob.pattern()) : null;
        if (url != null) {
            byType.hosts.add(url.host(), declared);
        } else if (DeclaredPlace.isHost(type)) {
            byType.hosts.add(DeclaredPlace.host(type, glob.pattern()), declared);
        } else if (literal == null) {
            byType.other.add(declared);
        } else {
            byType.literal
                    .computeIfAbsent(literal, unused -> new ArrayList<>(1))
                    .add(declared);
        }
    }

    /** The patterns with labels of a provider that fit a thing, as far as it can be told without its labels. */
    Set<String> labelledAt(List<Place> known, String provider) {
        Set<String> environments = new TreeSet<>();
        for (DeclaredPlace pattern : labelled) {
            if (pattern.asksForLabelOf(provider) && pattern.fitUnlabelled(known) != Fit.NO) {
                environments.add(pattern.environment());
            }
        }
        return environments;
    }

    /** The environments of the patterns with labels of a provider that a thing with these labels fits. */
    Found labelled(List<Place> known, Map<String, String> labels, String provider) {
        Set<String> environments = new TreeSet<>();
        Set<String> perhaps = new TreeSet<>();
        for (DeclaredPlace pattern : labelled) {
            if (pattern.asksForLabelOf(provider)) {
                switch (pattern.fit(known, labels)) {
                    case YES -> environments.add(pattern.environment());
                    case OPEN -> perhaps.add(pattern.environment());
                    case NO -> {}
                }
            }
        }
        return new Found(List.of(), environments, perhaps);
    }

    boolean speaksOf(String type) {
        return types.containsKey(type);
    }

    boolean speaksOfProvider(String provider) {
        return types.keySet().stream().anyMatch(type -> type.startsWith(provider));
    }

    Found find(List<Place> named) {
        return find(named, true);
    }

    /** Finds what is declared; without the patterns with labels where a resolver knows what those say. */
    Found find(List<Place> named, boolean withLabelled) {
        if (types.isEmpty() || named.isEmpty()) {
            return Found.NOTHING;
        }
        // one that two places lead to is compared twice, which costs less than telling
        List<DeclaredPlace> candidates = new ArrayList<>(4);
        Set<String> perhaps = Set.of();
        for (int i = 0; i < named.size(); i++) {
            Place place = named.get(i);
            ByType byType = types.get(place.type());
            if (byType != null && !collect(byType, place, candidates)) {
                perhaps = with(perhaps, byType.environments);
            }
        }
        if (candidates.isEmpty() && perhaps.isEmpty()) {
            return Found.NOTHING;
        }
        List<DeclaredPlace> fitting = new ArrayList<>(2);
        Set<String> environments = Set.of();
        for (int i = 0; i < candidates.size(); i++) {
            DeclaredPlace candidate = candidates.get(i);
            Fit fit = withLabelled
                    ? candidate.fit(named)
                    : candidate.isLabelled() ? Fit.NO : candidate.fitUnlabelled(named);
            if (fit == Fit.YES) {
                fitting.add(candidate);
                environments = with(environments, candidate.environment());
            } else if (fit == Fit.OPEN) {
                perhaps = with(perhaps, candidate.environment());
            }
        }
        return new Found(fitting, environments, perhaps);
    }

    private static Set<String> with(Set<String> some, String one) {
        return some.contains(one) ? some : some.isEmpty() ? Set.of(one) : with(some, Set.of(one));
    }

    /** Returns the union; most often it is one of the two, and nothing has to be made. */
    static Set<String> with(Set<String> some, Set<String> more) {
        if (some.containsAll(more)) {
            return some;
        }
        if (some.isEmpty()) {
            return more;
        }
        Set<String> both = new HashSet<>(some);
        both.addAll(more);
        return both;
    }

    /** Returns false if there are too many to look at. */
    private static boolean collect(ByType byType, Place place, List<DeclaredPlace> candidates) {
        String value = place.value();
        if (value == null) {
            return collect(byType.all, candidates);
        }
        boolean all = collect(byType.other, candidates);
        boolean url = place.type().equals(PlacePattern.URL);
        if (url || DeclaredPlace.isHost(place.type())) {
            HostPattern.Host host = url ? UrlPattern.hostOf(value) : DeclaredPlace.hostOf(place.type(), value);
            if (host != null) {
                byType.hosts.forEach(host, candidates::add);
            }
            return all;
        }
        return collect(byType.literal.getOrDefault(value.toLowerCase(Locale.ROOT), List.of()), candidates) && all;
    }

    private static boolean collect(List<DeclaredPlace> some, List<DeclaredPlace> candidates) {
        if (!some.isEmpty()) {
            candidates.addAll(some.size() <= MOST ? some : some.subList(0, MOST));
        }
        return some.size() <= MOST;
    }
}
