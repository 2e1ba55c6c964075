package dev.agentguard.pack;

import dev.agentguard.effect.Operation.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is known of one provider's API.
 *
 * @param id its name, {@code provider.topic}
 * @param provider the provider, first part of the names of its operations
 * @param version the version of its content
 * @param maturity how far it can be relied on
 * @param sources what it was written from
 * @param hosts where the provider answers
 * @param paths the paths at which it does; {@code *} at the end stands for anything
 * @param controlPlane whether these hosts command infrastructure
 * @param protocol how its operations are called
 * @param defaults what an operation of a type does that is not listed
 * @param operations what the listed operations do, by type, then by name
 */
record Pack(
        String id,
        String provider,
        String version,
        Maturity maturity,
        List<Source> sources,
        List<HostPattern> hosts,
        List<String> paths,
        boolean controlPlane,
        Protocol protocol,
        Map<String, Rule> defaults,
        Map<String, Map<String, Rule>> operations) {

    Pack {
        sources = List.copyOf(sources);
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
        defaults = Map.copyOf(defaults);
        operations = Map.copyOf(operations);
    }

    /** How far a pack can be relied on. */
    enum Maturity {
        /** Checked against the provider's published description. */
        STABLE,
        /** Written with care, not yet checked against everything. */
        INCUBATING,
        /** To be replaced. */
        DEPRECATED
    }

    /**
     * Where knowledge comes from.
     *
     * @param address the page or file
     * @param read the day it was read
     */
    record Source(String address, String read) {}

    boolean answersAt(String host) {
        return hosts.stream().anyMatch(pattern -> pattern.matches(host));
    }

    boolean answersAt(String host, String path) {
        return answersAt(host) && paths.stream().anyMatch(pattern -> matches(pattern, path));
    }

    Pack withHosts(List<HostPattern> more) {
        List<HostPattern> all = new ArrayList<>(hosts);
        all.addAll(more);
        return new Pack(
                id, provider, version, maturity, sources, all, paths, controlPlane, protocol, defaults, operations);
    }

    private static boolean matches(String pattern, String path) {
        return pattern.endsWith("*")
                ? path.regionMatches(true, 0, pattern, 0, pattern.length() - 1)
                : path.equalsIgnoreCase(pattern) || path.equalsIgnoreCase(pattern + "/");
    }
}
