package dev.agentguard.scope;

import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.HostPattern.Host;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pattern of an environment, ready to be compared. Immutable. */
final class DeclaredPlace {

    /** Parts that name the same thing, each of which may stand for the others. */
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("kubernetes:context", "kubernetes:cluster", "kubernetes:kubeconfig"),
            Set.of("aws:account", "aws:profile", "aws:credential"),
            Set.of("gcp:project", "gcp:configuration"));

    private final String environment;
    private final List<Part> parts;
    private final Map<String, String> labels;

    /** How well a place fits. */
    enum Fit {
        /** Every part is named and fits. */
        YES,
        /** No part contradicts, and at least one is not named or cannot be read. */
        OPEN,
        /** A part is something else. */
        NO
    }

    /**
     * Types that name the same thing, and what of them is declared.
     *
     * @param types all of them
     * @param expected what is declared, by type
     * @param only the type, if there is one only
     */
    private record Part(
            Set<String> types,
            Map<String, List<Expected>> expected,
            @Nullable String only) {}

    /** What a value has to be. */
    @FunctionalInterface
    interface Expected {
        Fit fit(String value);
    }

    DeclaredPlace(String environment, PlacePattern pattern) {
        this.environment = environment;
        this.labels = pattern.labels();
        Map<Set<String>, Map<String, List<Expected>>> grouped = new HashMap<>();
        pattern.parts()
                .forEach((type, globs) -> grouped.computeIfAbsent(alike(type), unused -> new HashMap<>())
                        .put(
                                type,
                                globs.stream().map(glob -> expected(type, glob)).toList()));
        List<Part> all = new ArrayList<>();
        grouped.forEach((types, expected) -> all.add(new Part(
                types,
                Map.copyOf(expected),
                types.size() == 1 ? types.iterator().next() : null)));
        this.parts = List.copyOf(all);
    }

    private static Set<String> alike(String type) {
        for (Set<String> types : ALIKE) {
            if (types.contains(type)) {
                return types;
            }
        }
        return Set.of(type);
    }

    private static Expected expected(String type, Glob glob) {
        if (type.equals(PlacePattern.URL)) {
            UrlPattern url = UrlPattern.parse(glob.pattern());
            return url == null ? value -> Fit.NO : url::fit;
        }
        if (isHost(type)) {
            HostPattern host = host(type, glob.pattern());
            String text = glob.pattern();
            return value -> host.isText(text, value) || host.matches(hostOf(type, value)) ? Fit.YES : Fit.NO;
        }
        return value -> glob.matches(value) ? Fit.YES : Fit.NO;
    }

    /** Returns whether a type's values are hosts: a host that environments declare counts for it too. */
    static boolean isHost(String type) {
        return type.endsWith(":host") || type.equals("kubernetes:cluster");
    }

    static HostPattern host(String type, String pattern) {
        return type.startsWith("database:") ? HostPattern.ofDatabase(pattern) : new HostPattern(pattern);
    }

    static Host hostOf(String type, String value) {
        return type.startsWith("database:") ? Host.ofDatabase(value) : Host.of(value);
    }

    String environment() {
        return environment;
    }

    Fit fit(List<Place> named) {
        Fit fit = fit(named, false);
        return fit == Fit.YES && !labels.isEmpty() ? Fit.OPEN : fit;
    }

    /** How well a thing fits of which the labels are known. */
    Fit fit(List<Place> named, Map<String, String> known) {
        return known.entrySet().containsAll(labels.entrySet()) ? fitUnlabelled(named) : Fit.NO;
    }

    /** How well a thing fits all but the labels, of which a resolver knows by which names it goes. */
    Fit fitUnlabelled(List<Place> known) {
        return fit(known, true);
    }

    private Fit fit(List<Place> named, boolean sameThing) {
        Fit fit = Fit.YES;
        for (int i = 0; i < parts.size(); i++) {
            Fit one = fit(parts.get(i), named, sameThing);
            if (one == Fit.NO) {
                return one;
            }
            fit = one == Fit.OPEN ? one : fit;
        }
        return fit;
    }

    private static Fit fit(Part part, List<Place> named, boolean sameThing) {
        if (part.only() != null) {
            Fit fit = fit(part.only(), part.expected().get(part.only()), named);
            return fit == null ? Fit.OPEN : fit;
        }
        Fit worst = null;
        for (String type : part.types()) {
            List<Expected> expected = part.expected().get(type);
            if (expected == null && sameThing) {
                continue; // another of its names, and the one that is declared tells
            }
            Fit fit = fit(type, expected, named);
            if (fit != null && (worst == null || fit.compareTo(worst) > 0)) {
                worst = fit;
            }
        }
        return worst == null ? Fit.OPEN : worst;
    }

    /** How a type's values fit, of several the best; null if the action does not name it. */
    private static @Nullable Fit fit(String type, @Nullable List<Expected> expected, List<Place> named) {
        Fit best = null;
        for (int i = 0; i < named.size(); i++) {
            Place place = named.get(i);
            if (place.type().equals(type)) {
                String value = place.value();
                // what is named in a way that cannot be compared leaves it open
                Fit fit = expected == null || value == null ? Fit.OPEN : fit(expected, value);
                best = best == null || fit.compareTo(best) < 0 ? fit : best;
            }
        }
        return best;
    }

    private static Fit fit(List<Expected> expected, String value) {
        if (expected.size() == 1) {
            return expected.get(0).fit(value);
        }
        Fit best = Fit.NO;
        for (Expected one : expected) {
            Fit fit = one.fit(value);
            best = fit.compareTo(best) < 0 ? fit : best;
        }
        return best;
    }

    boolean isLabelled() {
        return !labels.isEmpty();
    }

    /** Returns whether it asks for a label of a provider, {@code aws:}. */
    boolean asksForLabelOf(String provider) {
        return labels.keySet().stream().anyMatch(label -> label.startsWith(provider));
    }

    /** Returns whether it declares this very value, or does not speak of its type. */
    boolean covers(Place place) {
        for (int i = 0; i < parts.size(); i++) {
            List<Expected> expected = parts.get(i).expected().get(place.type());
            String value = place.value();
            if (expected != null && (value == null || fit(expected, value) != Fit.YES)) {
                return false;
            }
        }
        return true;
    }

    boolean speaksOfProvider(String prefix) {
        return parts.stream()
                .anyMatch(part -> part.expected().keySet().stream().anyMatch(type -> type.startsWith(prefix)));
    }

    boolean speaksOf(String type) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).expected().containsKey(type)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the only value that fits, in lower case, or null if there are others. */
    static @Nullable String literal(String type, Glob glob) {
        return glob.isLiteral() && !isHost(type) && !type.equals(PlacePattern.URL) ? glob.pattern() : null;
    }
}
