package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.List;

/**
 * What a pack is asked about: enough to find it without reading the rest of its file.
 *
 * @param id its name, {@code provider.topic}
 * @param protocol how its operations are called
 * @param hosts where the provider answers; empty for programs and services
 * @param anywhere whether its API is known by its shape on any host
 * @param paths the paths at which it answers
 * @param keys the programs or services it knows; empty for hosts
 * @param controlPlane whether these hosts command infrastructure
 */
record PackMatch(
        String id,
        PackProtocol protocol,
        List<HostPattern> hosts,
        boolean anywhere,
        List<PathPattern> paths,
        List<String> keys,
        boolean controlPlane) {

    PackMatch {
        hosts = List.copyOf(hosts);
        paths = List.copyOf(paths);
        keys = List.copyOf(keys);
    }

    /** The first part of the id, and of the names of the operations. */
    String provider() {
        return id.substring(0, id.indexOf('.'));
    }

    boolean answersAt(String host) {
        for (HostPattern pattern : hosts) {
            if (pattern.matches(host)) {
                return true;
            }
        }
        return false;
    }

    boolean knowsPath(String path) {
        for (PathPattern pattern : paths) {
            if (pattern.matches(path)) {
                return true;
            }
        }
        return false;
    }

    PackMatch withHosts(List<HostPattern> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<HostPattern> all = new ArrayList<>(hosts);
        all.addAll(more);
        return new PackMatch(id, protocol, all, anywhere, paths, keys, controlPlane);
    }
}
