package dev.agentguard.config;

import dev.agentguard.scope.remote.RemoteService;
import dev.agentguard.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code resolvers:}. Guard's own token goes to the endpoint, so it goes there encrypted or stays on this machine. */
final class ResolverSection {

    private static final URI RAILWAY = URI.create("https://backboard.railway.com/graphql/v2");
    static final Duration TIME_LIMIT = Duration.ofSeconds(5);

    private ResolverSection() {}

    static ResolverAccess read(@Nullable YamlNode section, Variables variables, Path base, Digests digests) {
        if (section == null) {
            return ResolverAccess.NONE;
        }
        section.concealed().map("railway", "kubernetes", "aws", "databases");
        return new ResolverAccess(
                railway(section.concealed().get("railway"), variables, base),
                new ClusterSection(variables, base, digests).read(section.get("kubernetes")),
                AwsSection.read(section.get("aws"), variables, base));
    }

    private static @Nullable RailwayAccess railway(@Nullable YamlNode railway, Variables variables, Path base) {
        if (railway == null) {
            return null;
        }
        railway.map("endpoint", "token", "time-limit");
        YamlNode endpoint = railway.get("endpoint");
        YamlNode timeLimit = railway.get("time-limit");
        return new RailwayAccess(
                endpoint == null ? RAILWAY : endpoint(endpoint),
                OwnCredential.read(railway.require("token"), variables, base).get(),
                timeLimit == null ? TIME_LIMIT : timeLimit.duration());
    }

    static URI endpoint(YamlNode node) {
        return endpoint(node, node.string());
    }

    static URI endpoint(YamlNode node, String text) {
        try {
            URI uri = new URI(text);
            if (RemoteService.isSafe(uri)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, with the position
        }
        throw node.error("expected an https address, or http on this machine");
    }
}
