package dev.agentguard.scope;

import dev.agentguard.effect.Place;
import dev.agentguard.scope.PlaceIndex.Found;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the places that an action names are.
 *
 * <p>The places come from the inside out: what a command runs elsewhere has its own places in front of those of the
 * command. Every host among them has to be declared, and where a part is named twice every value has to be. What the
 * action asks of a program that need not keep to it ({@code asked:}) joins what is proven and proves nothing.
 */
final class PlaceReading {

    /** A thing among several that one call may name; it is covered by what speaks of all things at a provider. */
    private static final String RESOURCE = ":resource";

    private final Inventory inventory;
    private final PlaceIndex places;
    private final List<Place> named;

    PlaceReading(Inventory inventory, PlaceIndex places, List<Place> named) {
        this.inventory = inventory;
        this.places = places;
        this.named = named;
    }

    Whereabouts read() {
        List<Place> kept = named;
        List<Place> asked = List.of();
        if (isAsked(named)) {
            kept = named.stream()
                    .filter(place -> !place.type().startsWith(Place.ASKED))
                    .toList();
            asked = named.stream()
                    .filter(place -> place.type().startsWith(Place.ASKED))
                    .map(place -> new Place(place.type().substring(Place.ASKED.length()), place.value()))
                    .toList();
        }
        Found found = places.find(kept);
        Set<String> environments = found.environments();
        boolean declared = !found.fitting().isEmpty();
        String doubt = null;
        for (int i = 0; i < kept.size(); i++) {
            Place place = kept.get(i);
            Set<String> claiming = inventory.claiming(place);
            environments = PlaceIndex.with(environments, claiming);
            declared |= !claiming.isEmpty();
            if (DeclaredPlace.isHost(place.type())) {
                Set<String> at = place.value() == null ? Set.of() : inventory.atHost(place.value());
                if (at.size() == 1) {
                    environments = PlaceIndex.with(environments, at);
                    declared = true;
                } else if (doubt == null && !covered(place, found) && !isRelative(i, kept)) {
                    doubt = "no environment declares " + word(place);
                }
            } else if (doubt == null && claiming.isEmpty() && isSecond(i, kept) && !coveredByAny(place, found)) {
                doubt = "no environment declares " + word(place);
            }
        }
        if (!asked.isEmpty()) {
            environments = PlaceIndex.with(environments, asked(asked));
        }
        if (doubt == null && !asked.isEmpty() && !declared) {
            doubt = "it is asked for " + word(asked.get(0)) + ", and the program may use another";
        }
        boolean proven = declared && doubt == null && environments.containsAll(found.perhaps());
        return new Whereabouts(environments, proven, found.perhaps(), doubt, !asked.isEmpty());
    }

    private static boolean isAsked(List<Place> places) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i).type().startsWith(Place.ASKED)) {
                return true;
            }
        }
        return false;
    }

    private Set<String> asked(List<Place> asked) {
        Set<String> environments = new HashSet<>(places.find(asked).environments());
        for (Place place : asked) {
            String value = place.value();
            environments.addAll(inventory.claiming(place));
            if (value != null && inventory.declares(value)) {
                environments.add(value);
            }
            if (value != null && DeclaredPlace.isHost(place.type())) {
                environments.addAll(inventory.atHost(value));
            }
        }
        return environments;
    }

    /** A host is covered by a pattern that speaks of it. */
    private static boolean covered(Place place, Found found) {
        for (DeclaredPlace pattern : found.fitting()) {
            if (pattern.speaksOf(place.type()) && pattern.covers(place)) {
                return true;
            }
        }
        return false;
    }

    /** A value of a type that is named before; what no fitting pattern speaks of does not matter. */
    private static boolean coveredByAny(Place place, Found found) {
        if (place.type().endsWith(RESOURCE)) {
            String provider = provider(place) + ":";
            return found.fitting().stream()
                    .anyMatch(pattern -> pattern.covers(place) && pattern.speaksOfProvider(provider));
        }
        boolean speaks = false;
        for (DeclaredPlace pattern : found.fitting()) {
            if (pattern.speaksOf(place.type())) {
                speaks = true;
                if (pattern.covers(place)) {
                    return true;
                }
            }
        }
        return !speaks;
    }

    private static boolean isSecond(int index, List<Place> places) {
        String type = places.get(index).type();
        for (int i = 0; i < places.size(); i++) {
            if (i != index && places.get(i).type().equals(type)) {
                return true;
            }
        }
        return false;
    }

    /** Within another place {@code localhost}, {@code db} and {@code db.svc} are hosts of that place. */
    private static boolean isRelative(int index, List<Place> places) {
        Place place = places.get(index);
        String value = place.value();
        String provider = provider(place);
        boolean inside = places.stream()
                .skip(index + 1L)
                .anyMatch(outer -> !provider(outer).equals(provider));
        if (value == null) {
            return false;
        }
        if (!isHostName(place.type(), value)) {
            return true;
        }
        HostPattern.Host host = DeclaredPlace.hostOf(place.type(), value);
        String name = host.name();
        return inside
                && (host.isLoopback()
                        || name.indexOf('.') < 0
                        || name.endsWith(".svc")
                        || name.endsWith(".cluster.local"));
    }

    /** A cluster may be called by its entry in the kubeconfig. */
    private static boolean isHostName(String type, String value) {
        return !type.equals("kubernetes:cluster") || value.indexOf('.') >= 0 || value.indexOf(':') >= 0;
    }

    private static String provider(Place place) {
        int colon = place.type().indexOf(':');
        return colon < 0 ? place.type() : place.type().substring(0, colon);
    }

    /** Returns places as a message names them; the path of a URL may hold a secret. */
    static String words(List<Place> places) {
        StringBuilder words = new StringBuilder(64);
        for (Place place : places) {
            if (!place.type().equals(PlacePattern.URL) && words.length() < 500) {
                words.append(words.length() == 0 ? "" : ", ").append(word(place));
            }
        }
        return words.length() == 0 ? "the url" : words.toString();
    }

    private static String word(Place place) {
        return word(place.type(), place.value());
    }

    private static String word(String type, @Nullable String value) {
        String plain = type.startsWith(Place.ASKED) ? type.substring(Place.ASKED.length()) : type;
        return plain.replace(':', ' ') + " " + (value == null ? "that cannot be read" : "`" + shown(type, value) + "`");
    }

    /** The id of a key is public, and is shown as every other credential is. */
    private static String shown(String type, String value) {
        boolean key = type.equals(Place.AWS_ACCESS_KEY) || type.equals("aws:credential");
        return key ? "…" + Shown.text(value.substring(Math.max(0, value.length() - 4))) : Shown.text(value);
    }
}
