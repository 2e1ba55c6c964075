package dev.agentguard.config;

import dev.agentguard.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code resolvers:}. Guard's own token goes to the endpoint, so it goes there encrypted or stays on this machine. */
final class ResolverSection {

    private static final URI RAILWAY = URI.create("https://backboard.railway.com/graphql/v2");
    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private ResolverSection() {}

    static @Nullable RailwayAccess read(@Nullable YamlNode section, Variables variables) {
        YamlNode railway = section == null
                ? null
                : section.concealed().map("railway", "databases").get("railway");
        if (railway == null) {
            return null;
        }
        railway.map("endpoint", "token", "time-limit");
        YamlNode endpoint = railway.get("endpoint");
        YamlNode timeLimit = railway.get("time-limit");
        return new RailwayAccess(
                endpoint == null ? RAILWAY : endpoint(endpoint),
                variables.secret(railway.require("token")),
                timeLimit == null ? TIME_LIMIT : timeLimit.duration());
    }

    private static URI endpoint(YamlNode node) {
        try {
            URI uri = new URI(node.string());
            boolean encrypted = "https".equalsIgnoreCase(uri.getScheme());
            boolean local =
                    "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()));
            if (uri.getHost() != null && uri.getUserInfo() == null && (encrypted || local)) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below, with the position
        }
        throw node.error("expected an https address, or http on this machine");
    }
}
