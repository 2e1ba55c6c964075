package dev.agentguard.scope;

import dev.agentguard.effect.Place;
import java.util.List;

/**
 * What a human lists as the application's own: what its own code does there, outside of a tool call, is recorded and not
 * held. Immutable.
 *
 * @param hosts hosts of its own services, a name or a name and port; {@code *.} in front matches subdomains
 * @param databases its data sources
 * @param mail hosts by which it sends mail and messages, its mail server or a provider
 */
public record Application(List<String> hosts, List<PlacePattern> databases, List<String> mail) {

    /** Nothing is listed. */
    public static final Application NONE = new Application(List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Application {
        hosts = List.copyOf(hosts);
        databases = List.copyOf(databases);
        mail = List.copyOf(mail);
    }

    /**
     * Returns whether a host is one of its own services.
     *
     * @param host the host and, if given, port
     * @return true if it is listed
     */
    public boolean hasHost(String host) {
        return matches(hosts, host);
    }

    /**
     * Returns whether it sends mail by a host.
     *
     * @param host the host and, if given, port
     * @return true if it is listed
     */
    public boolean sendsMailBy(String host) {
        return matches(mail, host);
    }

    /**
     * Returns whether a statement runs in one of its data sources.
     *
     * @param places where the statement runs
     * @return true if every part of a listed one is named and fits; of several databases or schemas each has to
     */
    public boolean hasDatabase(List<Place> places) {
        return !databases.isEmpty() && hasEach(places, Place.DATABASE_NAME, Place.DATABASE_SCHEMA);
    }

    private boolean hasEach(List<Place> places, String... parts) {
        for (String part : parts) {
            List<Place> named = places.stream()
                    .filter(place -> place.type().equals(part))
                    .distinct()
                    .toList();
            if (named.size() > 1) {
                return named.stream()
                        .allMatch(one -> hasEach(
                                places.stream()
                                        .filter(place -> place.equals(one)
                                                || !place.type().equals(part))
                                        .toList(),
                                parts));
            }
        }
        return databases.stream()
                .anyMatch(pattern -> new DeclaredPlace("application", pattern).fit(places) == DeclaredPlace.Fit.YES);
    }

    private static boolean matches(List<String> patterns, String host) {
        HostPattern.Host named = HostPattern.Host.of(host);
        return patterns.stream().anyMatch(pattern -> new HostPattern(pattern).matches(named));
    }
}
