package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Operation.Protocol;
import dev.agentguard.effect.Reach;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a pack's file. Every mistake in it is one message with file, line, column, what was found and expected. */
final class PackParser {

    private static final int SCHEMA = 1;
    private static final List<String> TYPES = List.of("query", "mutation", "subscription");
    private static final Map<String, String> SECTIONS =
            Map.of("queries", "query", "mutations", "mutation", "subscriptions", "subscription");

    private final CaseParser cases;

    PackParser(ArgumentReading lexicon) {
        this.cases = new CaseParser(lexicon);
    }

    Pack parse(String fileName, String text) {
        YamlNode root = YamlNode.read(fileName, text)
                .map(
                        "guard-pack",
                        "id",
                        "version",
                        "maturity",
                        "sources",
                        "match",
                        "protocol",
                        "defaults",
                        "queries",
                        "mutations",
                        "subscriptions");
        YamlNode schema = root.require("guard-pack");
        if (schema.integer() != SCHEMA) {
            throw schema.expected("schema version `" + SCHEMA + "`");
        }
        String id = id(root.require("id"));
        YamlNode match = root.require("match").map("hosts", "paths", "control-plane");
        YamlNode controlPlane = match.get("control-plane");
        return new Pack(
                id,
                id.substring(0, id.indexOf('.')),
                root.require("version").string(),
                root.require("maturity").oneOf(Pack.Maturity.class),
                sources(root.require("sources")),
                hosts(match.require("hosts")),
                paths(match.require("paths")),
                controlPlane != null && controlPlane.bool(),
                protocol(root.require("protocol")),
                defaults(root.require("defaults")),
                operations(root));
    }

    private static String id(YamlNode node) {
        String id = node.string();
        if (!id.matches("[a-z][a-z0-9-]{0,39}\\.[a-z][a-z0-9-]{0,39}")) {
            throw node.expected("an id such as `provider.topic`");
        }
        return id;
    }

    private static Protocol protocol(YamlNode node) {
        if (!node.string().equals("graphql")) {
            throw node.expected("`graphql`");
        }
        return Protocol.GRAPHQL;
    }

    private static List<Pack.Source> sources(YamlNode node) {
        return node.list().stream()
                .map(source -> source.map("address", "read"))
                .map(source -> new Pack.Source(
                        source.require("address").string(),
                        source.require("read").string()))
                .toList();
    }

    private static List<HostPattern> hosts(YamlNode node) {
        return node.strings().stream().map(HostPattern::parse).toList();
    }

    private static List<String> paths(YamlNode node) {
        for (YamlNode path : node.list()) {
            if (!path.string().startsWith("/")) {
                throw path.expected("a path that starts with `/`");
            }
        }
        return node.strings();
    }

    private Map<String, Rule> defaults(YamlNode node) {
        Map<String, Rule> defaults = new LinkedHashMap<>();
        node.map(TYPES);
        for (String type : TYPES) {
            defaults.put(type, rule(node.require(type)));
        }
        return defaults;
    }

    private Map<String, Map<String, Rule>> operations(YamlNode root) {
        Map<String, Map<String, Rule>> operations = new LinkedHashMap<>();
        SECTIONS.forEach((section, type) -> {
            YamlNode node = root.get(section);
            Map<String, Rule> rules = new LinkedHashMap<>();
            if (node != null) {
                node.entries().forEach((name, value) -> rules.put(name, rule(value)));
            }
            operations.put(type, Map.copyOf(rules));
        });
        return operations;
    }

    private Rule rule(YamlNode node) {
        node.map(
                "class",
                "kind",
                "resource",
                "reach",
                "scope",
                "environment",
                "cascades",
                "destroys-recovery",
                "reason",
                "instead",
                "when");
        Reversibility reversibility = node.require("class").oneOf(Reversibility.class);
        return new Rule(
                reversibility,
                kind(node.get("kind"), Kind.DATA),
                targets(node.get("resource")),
                reach(node.get("reach")),
                scope(node.get("scope")),
                arguments(node.get("environment")),
                flag(node.get("destroys-recovery")),
                reason(node, reversibility),
                string(node.get("instead")),
                strings(node.get("cascades")),
                cases.parse(node.get("when"), reversibility));
    }

    /** Says why; an explanation is owed where something is held. */
    private static String reason(YamlNode node, Reversibility reversibility) {
        YamlNode reason = node.get("reason");
        if (reason != null) {
            return reason.string();
        }
        return switch (reversibility) {
            case READ_ONLY -> "changes nothing";
            case REVERSIBLE -> "the same caller can take it back";
            case RECOVERABLE, IRREVERSIBLE, UNKNOWN -> node.require("reason").string();
        };
    }

    private static List<Rule.Target> targets(@Nullable YamlNode node) {
        List<Rule.Target> targets = new ArrayList<>();
        if (node != null && node.kind() == YamlNode.Kind.STRING) {
            targets.add(new Rule.Target(node.string(), null));
        } else if (node != null) {
            node.entries()
                    .forEach((type, argument) -> targets.add(new Rule.Target(type, Argument.parse(argument.string()))));
        }
        return targets.isEmpty() ? List.of(new Rule.Target("unknown", null)) : targets;
    }

    private static Rule.@Nullable Scope scope(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        node.map("argument", "absent", "set");
        YamlNode absent = node.get("absent");
        YamlNode set = node.get("set");
        YamlNode reach = absent == null ? set : absent;
        if (reach == null || (absent != null && set != null)) {
            throw node.error("expected one of `absent: all`, `set: all`");
        }
        if (!reach.string().equals("all")) {
            throw reach.expected("`all`");
        }
        return new Rule.Scope(Argument.parse(node.require("argument").string()), set != null);
    }

    private static List<Argument> arguments(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        List<String> paths = node.kind() == YamlNode.Kind.LIST ? node.strings() : List.of(node.string());
        return paths.stream().map(Argument::parse).toList();
    }

    private static Kind kind(@Nullable YamlNode node, Kind otherwise) {
        return node == null ? otherwise : node.oneOf(Kind.class);
    }

    private static Reach reach(@Nullable YamlNode node) {
        return node == null ? Reach.ONE : node.oneOf(Reach.class);
    }

    static boolean flag(@Nullable YamlNode node) {
        return node != null && node.bool();
    }

    static @Nullable String string(@Nullable YamlNode node) {
        return node == null ? null : node.string();
    }

    static List<String> strings(@Nullable YamlNode node) {
        return node == null ? List.of() : node.strings();
    }
}
