package dev.agentguard.scope;

import dev.agentguard.effect.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database's server has two names: the one it was called by, and the one that it gives itself. */
final class ServerNames {

    private ServerNames() {}

    /** Returns the places with the server's own name in place of the other one; null if it gave none. */
    static @Nullable List<Place> instead(List<Place> named) {
        Place server = null;
        for (int i = 0; i < named.size(); i++) {
            Place place = named.get(i);
            if (place.type().equals(Place.DATABASE_SERVER)) {
                server = new Place(Place.DATABASE_HOST, place.value());
            }
        }
        if (server == null) {
            return null;
        }
        List<Place> instead = new ArrayList<>();
        instead.add(server);
        for (Place place : named) {
            if (!place.type().equals(Place.DATABASE_SERVER) && !place.type().equals(Place.DATABASE_HOST)) {
                instead.add(place);
            }
        }
        return instead;
    }

    static List<Place> without(List<Place> named) {
        return named.stream()
                .filter(place -> !place.type().equals(Place.DATABASE_SERVER))
                .toList();
    }
}
