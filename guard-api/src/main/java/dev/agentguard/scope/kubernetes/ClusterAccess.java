package dev.agentguard.scope.kubernetes;

import dev.agentguard.scope.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * How Guard itself reads a cluster.
 *
 * @param server the address of its API server; with a path where a proxy serves several clusters
 * @param contexts what the kubeconfigs of the agent call it
 * @param clusters the names of its entry in those kubeconfigs
 * @param token a token that may get namespaces and, for dependants, list what is in them; asked anew for each request
 * @param trust trusts the cluster's own authority, or null if its certificate is signed by one that the Java runtime knows
 * @param timeLimit how long one question may take
 */
public record ClusterAccess(
        URI server,
        List<String> contexts,
        List<String> clusters,
        Supplier<Secret> token,
        @Nullable SSLSocketFactory trust,
        Duration timeLimit) {

    /** Copies the lists. */
    public ClusterAccess {
        contexts = List.copyOf(contexts);
        clusters = List.copyOf(clusters);
    }
}
