package dev.agentguard.scope;

import java.util.List;
import java.util.Map;

/**
 * A declared environment and how to recognise what belongs to it.
 *
 * @param name its name
 * @param isProtected whether even recoverable effects are asked and nothing is destroyed that would not survive
 * @param disposable whether anything in it may be destroyed
 * @param denyReads whether an agent that is not assigned here may not even read
 * @param hosts hosts that belong to it, a name or a name and port, in lower case; {@code *.} in front matches
 *     subdomains
 * @param resources resource ids that belong to it, by type, for example {@code railway:volume}
 * @param railway ids or names of Railway environments that are this environment; empty if none
 * @param places other ways to recognise what belongs to it, each of which suffices: a Kubernetes context and namespace,
 *     a database on a server
 * @param files directories and files of this machine that belong to it, absolute; what is in them belongs to it and to
 *     {@link #LOCAL}
 * @param managed what files of it manage, and what depends on that
 */
public record Environment(
        String name,
        boolean isProtected,
        boolean disposable,
        boolean denyReads,
        List<String> hosts,
        Map<String, List<String>> resources,
        List<String> railway,
        List<PlacePattern> places,
        List<String> files,
        List<Managed> managed) {

    /** The environment of files and processes of this machine, in which every agent works. */
    public static final String LOCAL = "local";

    /** Copies the lists. */
    public Environment {
        hosts = List.copyOf(hosts);
        resources = Map.copyOf(resources);
        railway = List.copyOf(railway);
        places = List.copyOf(places);
        files = List.copyOf(files);
        managed = List.copyOf(managed);
    }

    /**
     * Creates an environment of which no file manages anything.
     *
     * @param name its name
     * @param isProtected whether it is protected
     * @param disposable whether it is disposable
     * @param denyReads whether reading is denied to those who are not assigned here
     * @param hosts hosts that belong to it
     * @param resources resource ids that belong to it, by type
     * @param railway ids or names of Railway environments that are this environment
     * @param places other ways to recognise what belongs to it
     * @param files directories and files of this machine that belong to it
     */
    public Environment(
            String name,
            boolean isProtected,
            boolean disposable,
            boolean denyReads,
            List<String> hosts,
            Map<String, List<String>> resources,
            List<String> railway,
            List<PlacePattern> places,
            List<String> files) {
        this(name, isProtected, disposable, denyReads, hosts, resources, railway, places, files, List.of());
    }

    /**
     * Creates an environment without files.
     *
     * @param name its name
     * @param isProtected whether it is protected
     * @param disposable whether it is disposable
     * @param denyReads whether reading is denied to those who are not assigned here
     * @param hosts hosts that belong to it
     * @param resources resource ids that belong to it, by type
     * @param railway ids or names of Railway environments that are this environment
     * @param places other ways to recognise what belongs to it
     */
    public Environment(
            String name,
            boolean isProtected,
            boolean disposable,
            boolean denyReads,
            List<String> hosts,
            Map<String, List<String>> resources,
            List<String> railway,
            List<PlacePattern> places) {
        this(name, isProtected, disposable, denyReads, hosts, resources, railway, places, List.of());
    }

    /**
     * Creates an environment that is recognised by hosts, ids and Railway environments only.
     *
     * @param name its name
     * @param isProtected whether it is protected
     * @param disposable whether it is disposable
     * @param denyReads whether reading is denied to those who are not assigned here
     * @param hosts hosts that belong to it
     * @param resources resource ids that belong to it, by type
     * @param railway ids or names of Railway environments that are this environment
     */
    public Environment(
            String name,
            boolean isProtected,
            boolean disposable,
            boolean denyReads,
            List<String> hosts,
            Map<String, List<String>> resources,
            List<String> railway) {
        this(name, isProtected, disposable, denyReads, hosts, resources, railway, List.of(), List.of());
    }
}
