package dev.agentguard.scope;

import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to recognise what belongs to an environment: every part that it names has to fit.
 *
 * @param parts what each part has to be, by its type ({@code kubernetes:namespace}); {@code *} stands for any characters
 */
public record PlacePattern(Map<String, List<Glob>> parts) {

    /** How well a place fits. */
    enum Fit {
        /** Every part is named and fits. */
        YES,
        /** No part contradicts, and at least one is not named or cannot be read. */
        OPEN,
        /** A part is something else. */
        NO
    }

    /** Copies the parts. */
    public PlacePattern {
        Map<String, List<Glob>> copy = new LinkedHashMap<>();
        parts.forEach((type, globs) -> copy.put(type, List.copyOf(globs)));
        parts = Map.copyOf(copy);
    }

    Fit fit(List<Place> places) {
        Fit fit = Fit.YES;
        for (Map.Entry<String, List<Glob>> part : parts.entrySet()) {
            Fit one = fit(part.getKey(), part.getValue(), places);
            if (one == Fit.NO) {
                return one;
            }
            fit = one == Fit.OPEN ? one : fit;
        }
        return fit;
    }

    private static Fit fit(String type, List<Glob> expected, List<Place> places) {
        List<String> named = new ArrayList<>();
        for (Place place : places) {
            String value = place.value();
            if (place.type().equals(type) && value == null) {
                return Fit.OPEN;
            }
            if (place.type().equals(type) && value != null) {
                named.add(value);
            }
        }
        if (named.isEmpty()) {
            return Fit.OPEN;
        }
        return named.stream().anyMatch(value -> expected.stream().anyMatch(glob -> glob.matches(value)))
                ? Fit.YES
                : Fit.NO;
    }

    /** Returns whether it speaks of a provider: what is done elsewhere is not its business. */
    boolean speaksOf(List<Place> places) {
        return places.stream().anyMatch(place -> parts.containsKey(place.type()));
    }
}
