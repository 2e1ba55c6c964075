package dev.agentguard.config;

import dev.agentguard.scope.aws.AwsAccess;
import dev.agentguard.scope.kubernetes.ClusterAccess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How Guard itself asks providers where a resource lives.
 *
 * @param railway Railway, or null
 * @param kubernetes clusters
 * @param aws AWS, or null
 */
public record ResolverAccess(
        @Nullable RailwayAccess railway,
        List<ClusterAccess> kubernetes,
        @Nullable AwsAccess aws) {

    static final ResolverAccess NONE = new ResolverAccess(null, List.of(), null);

    /** Copies the list. */
    public ResolverAccess {
        kubernetes = List.copyOf(kubernetes);
    }
}
