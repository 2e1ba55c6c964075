package dev.agentguard.scope;

import java.util.List;
import java.util.Set;

/**
 * The credentials that one part of an action carries.
 *
 * @param credentials every form of every credential
 * @param places the places of what they are used by; empty means all of the action
 * @param sent whether a request carries them, so that they are surely what the server is shown
 */
public record CarriedCredentials(List<Credential> credentials, Set<String> places, boolean sent) {

    /** Copies the collections. */
    public CarriedCredentials {
        credentials = List.copyOf(credentials);
        places = Set.copyOf(places);
    }

    /**
     * Returns whether what stands at a place is done with these.
     *
     * @param where the place of an effect
     * @return true if it is
     */
    public boolean reaches(String where) {
        if (places.isEmpty()) {
            return true;
        }
        for (String place : places) {
            boolean within = where.startsWith(place)
                    && (where.length() == place.length() || " ,".indexOf(where.charAt(place.length())) >= 0);
            if (place.isEmpty() || within) {
                return true;
            }
        }
        return false;
    }
}
