package dev.agentguard.config;

import dev.agentguard.scope.aws.AwsAccess;
import dev.agentguard.yaml.YamlNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** {@code resolvers.aws:}. The agent's own profiles and variables are never a default: they are the agent's. */
final class AwsSection {

    private AwsSection() {}

    static @Nullable AwsAccess read(@Nullable YamlNode node, Variables variables, Path base) {
        if (node == null) {
            return null;
        }
        node.map("access-key-id", "secret-access-key", "session-token", "region", "endpoint", "time-limit");
        YamlNode token = node.get("session-token");
        YamlNode endpoint = node.get("endpoint");
        YamlNode timeLimit = node.get("time-limit");
        return new AwsAccess(
                OwnCredential.read(node.require("access-key-id"), variables, base),
                OwnCredential.read(node.require("secret-access-key"), variables, base),
                token == null ? null : OwnCredential.read(token, variables, base),
                region(node.require("region")),
                endpoint == null ? null : ResolverSection.endpoint(endpoint),
                timeLimit == null ? ResolverSection.TIME_LIMIT : timeLimit.duration());
    }

    static String region(YamlNode node) {
        String region = node.string();
        boolean plain = !region.isEmpty()
                && region.length() <= 30
                && region.chars().allMatch(c -> c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'));
        if (!plain) {
            throw node.expected("a region such as `eu-west-1`");
        }
        return region;
    }
}
