package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a pack is asked about. */
final class PackMatchParser {

    private static final Map<String, PackProtocol> PROTOCOLS = Map.of(
            "graphql", PackProtocol.GRAPHQL,
            "http", PackProtocol.HTTP,
            "aws", PackProtocol.AWS,
            "command", PackProtocol.COMMAND);

    private static final String ANY_HOST = "*";

    private PackMatchParser() {}

    static PackMatch parse(YamlNode root) {
        String id = id(root.require("id"));
        PackProtocol protocol = protocol(root.require("protocol"));
        if (protocol == PackProtocol.COMMAND) {
            return new PackMatch(id, protocol, List.of(), false, List.of(), programs(root.require("programs")), false);
        }
        YamlNode match = root.require("match").map("hosts", "paths", "control-plane", "services");
        boolean byHost = protocol == PackProtocol.GRAPHQL || protocol == PackProtocol.HTTP;
        List<String> hosts = byHost ? some(match.require("hosts"), "a host").strings() : List.of();
        YamlNode keys = match.get("services");
        return new PackMatch(
                id,
                protocol,
                hosts.stream()
                        .filter(host -> !host.equals(ANY_HOST))
                        .map(HostPattern::parse)
                        .toList(),
                hosts.contains(ANY_HOST),
                byHost ? paths(some(match.require("paths"), "a path")) : List.of(),
                keys == null ? List.of() : keys.strings(),
                PackParser.flag(match.get("control-plane")));
    }

    private static List<String> programs(YamlNode node) {
        return node.entries().keySet().stream()
                .flatMap(names -> WordPattern.parse(names).alternatives().stream())
                .toList();
    }

    private static String id(YamlNode node) {
        String id = node.string();
        if (!id.matches("[a-z][a-z0-9-]{0,39}\\.[a-z][a-z0-9-]{0,39}")) {
            throw node.expected("an id such as `provider.topic`");
        }
        return id;
    }

    private static PackProtocol protocol(YamlNode node) {
        @Nullable PackProtocol protocol = PROTOCOLS.get(node.string());
        if (protocol == null) {
            throw node.expected("one of `graphql`, `http`, `aws`, `command`");
        }
        return protocol;
    }

    /** A pack that speaks nowhere is a mistake. */
    private static YamlNode some(YamlNode node, String what) {
        if (node.list().isEmpty()) {
            throw node.error("expected at least " + what);
        }
        return node;
    }

    private static List<PathPattern> paths(YamlNode node) {
        for (YamlNode path : node.list()) {
            if (!path.string().startsWith("/")) {
                throw path.expected("a path that starts with `/`");
            }
        }
        return node.strings().stream().map(PathPattern::new).toList();
    }
}
