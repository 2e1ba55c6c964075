package dev.agentguard.scope.kubernetes;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells whether an effect happens in a cluster, by the server or the context that the action names. */
final class ClusterName {

    static final String CONTEXT = "kubernetes:context";
    static final String CLUSTER = "kubernetes:cluster";

    private static final String PROVIDER = "kubernetes:";
    private static final String KUBECONFIG = "kubernetes:kubeconfig";

    private final ClusterAccess access;
    private final String server;
    private final boolean alone;

    ClusterName(ClusterAccess access) {
        this.access = access;
        this.server = withPort(access.server());
        String path = access.server().getPath();
        // behind a proxy such as https://rancher.example.com/k8s/clusters/c-1 one host has many clusters
        this.alone = path == null || path.isEmpty() || path.equals("/");
    }

    String server() {
        return server;
    }

    /**
     * Returns whether the effect is one of this cluster. A context in another kubeconfig may be another cluster, and what
     * goes on from the cluster to elsewhere (a database's host) is judged by that.
     */
    boolean isOf(Effect effect) {
        boolean named = false;
        for (Place place : effect.places()) {
            String type = place.type();
            String value = place.value();
            if (!type.startsWith(PROVIDER) && !type.equals(Place.URL)) {
                return false;
            }
            if (type.equals(KUBECONFIG) || (value == null && (type.equals(CONTEXT) || type.equals(CLUSTER)))) {
                return false;
            }
            if (value != null && type.equals(CONTEXT)) {
                if (!access.contexts().contains(value)) {
                    return false;
                }
                named = true;
            } else if (value != null && type.equals(CLUSTER)) {
                if (!access.clusters().contains(value) && !(alone && server.equals(withPort(value)))) {
                    return false;
                }
                named = true;
            }
        }
        return named;
    }

    /** Returns all that the cluster is called, as an action that named everything would. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        if (alone) {
            places.add(new Place(CLUSTER, server));
        }
        access.contexts().forEach(context -> places.add(new Place(CONTEXT, context)));
        return places;
    }

    private static String withPort(URI server) {
        int port = server.getPort();
        boolean plain = "http".equalsIgnoreCase(server.getScheme());
        return String.valueOf(server.getHost()).toLowerCase(Locale.ROOT) + ":" + (port > 0 ? port : plain ? 80 : 443);
    }

    /** Of {@code host}, {@code host:port} or a URL. */
    private static @Nullable String withPort(String text) {
        try {
            URI uri = URI.create(text.contains("://") ? text : "https://" + text);
            return uri.getHost() == null ? null : withPort(uri);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
