package dev.agentguard.scope;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which environments the arguments of a tool name. A tool that is told {@code environment: production} is taken to go
 * there, and one that is told {@code environment: staging} is not: the model writes what it likes.
 */
final class ToldPlaces {

    private ToldPlaces() {}

    static boolean isIn(Effect effect) {
        List<Place> places = effect.places();
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).type().startsWith(Place.TOLD)) {
                return true;
            }
        }
        return false;
    }

    static Effect without(Effect effect) {
        return effect.toBuilder()
                .places(effect.places().stream()
                        .filter(place -> !place.type().startsWith(Place.TOLD))
                        .toList())
                .build();
    }

    static Set<String> environments(Effect effect, Inventory inventory) {
        List<Place> told = effect.places().stream()
                .filter(place -> place.type().startsWith(Place.TOLD))
                .map(place -> new Place(place.type().substring(Place.TOLD.length()), place.value()))
                .toList();
        Set<String> environments = new TreeSet<>(inventory.whereabouts(told).environments());
        for (Place place : told) {
            String value = place.value();
            if (value != null && place.type().equals("tool:environment") && inventory.declares(value)) {
                environments.add(value);
            }
        }
        return environments;
    }

    /** What is told joins what is proven, and proves nothing by itself. */
    static Placement join(Placement placement, Set<String> told) {
        if (told.isEmpty()) {
            return placement;
        }
        if (placement.location() instanceof Location.Proven proven) {
            Set<String> both = new TreeSet<>(proven.environments());
            both.addAll(told);
            return new Placement(new Location.Proven(both, proven.evidence()), placement.details());
        }
        if (placement.location() instanceof Location.Undeclared undeclared) {
            return new Placement(undeclared.told(told), placement.details());
        }
        return placement;
    }
}
