package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a pack's file. Every mistake in it is one message with file, line, column, what was found and expected. */
final class PackParser {

    private static final int SCHEMA = 1;
    private static final List<String> TYPES = List.of("query", "mutation", "subscription");
    private static final Map<String, String> SECTIONS = Map.of(
            "queries",
            "query",
            "mutations",
            "mutation",
            "subscriptions",
            "subscription",
            "operations",
            AwsReading.TYPE);

    private final RuleParser rules;

    PackParser(ArgumentReading lexicon) {
        this.rules = new RuleParser(lexicon);
    }

    Pack parse(String fileName, String text) {
        return parse(YamlNode.read(fileName, text));
    }

    Pack parse(YamlNode root) {
        return parse(root, null);
    }

    /** Reads a pack that may name a schema beside it, in this folder. */
    Pack parse(YamlNode root, @Nullable Path folder) {
        root.map(
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
                "subscriptions",
                "schema",
                "requests",
                "operations",
                "dry-run",
                "idempotency");
        YamlNode schema = root.require("guard-pack");
        if (schema.integer() != SCHEMA) {
            throw schema.expected("schema version `" + SCHEMA + "`");
        }
        PackMatch match = PackMatchParser.parse(root);
        boolean http = match.protocol() == PackProtocol.HTTP;
        GraphQlSchema published = published(root, match, folder);
        YamlNode requests = http ? root.require("requests") : null;
        return new Pack(
                match,
                root.require("version").string(),
                root.require("maturity").oneOf(Pack.Maturity.class),
                sources(root.require("sources")),
                defaults(root, match.protocol(), published != null),
                operations(root, published),
                requests == null ? RequestTable.EMPTY : new RequestParser(this::request).parse(requests),
                RequestParser.dryRun(root.get("dry-run")),
                idempotency(root, http),
                published);
    }

    private static @Nullable GraphQlSchema published(YamlNode root, PackMatch match, @Nullable Path folder) {
        YamlNode node = root.get("schema");
        if (node == null) {
            return null;
        }
        if (match.protocol() != PackProtocol.GRAPHQL || folder == null) {
            throw node.error("only a pack of your own with `protocol: graphql` names a schema");
        }
        Path file = folder.resolve(node.string());
        try {
            return GraphQlSchema.parse(file.toString(), PackFiles.ofUser(file));
        } catch (IllegalArgumentException e) {
            throw node.error(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Idempotency idempotency(YamlNode root, boolean http) {
        YamlNode node = root.get("idempotency");
        if (node != null && !http) {
            throw node.error("only a pack with `protocol: http` names a header field");
        }
        return node == null ? null : Idempotency.parse(node);
    }

    private Rule request(YamlNode node) {
        return rules.parse(node, "alone", "dry-run");
    }

    static List<Pack.Source> sources(YamlNode node) {
        return node.list().stream()
                .map(source -> source.map("address", "read"))
                .map(source -> new Pack.Source(
                        source.require("address").string(),
                        source.require("read").string()))
                .toList();
    }

    private Map<String, Rule> defaults(YamlNode root, PackProtocol protocol, boolean published) {
        return switch (protocol) {
            case HTTP -> defaultsByMethod(root.get("defaults"));
            case AWS -> Map.of();
            default -> defaults(root, published);
        };
    }

    private Map<String, Rule> defaults(YamlNode root, boolean optional) {
        Map<String, Rule> defaults = new LinkedHashMap<>();
        YamlNode node = optional ? root.get("defaults") : root.require("defaults");
        if (node == null) {
            return defaults;
        }
        node.map(TYPES);
        for (String type : TYPES) {
            defaults.put(type, rules.parse(node.require(type)));
        }
        return defaults;
    }

    private Map<String, Rule> defaultsByMethod(@Nullable YamlNode node) {
        Map<String, Rule> defaults = new LinkedHashMap<>();
        if (node != null) {
            node.entries().forEach((method, value) -> {
                if (!RequestParser.isMethod(method)) {
                    throw node.keyNode(method).expected("a method in upper case or `*`");
                }
                defaults.put(method, rules.parse(value));
            });
        }
        return defaults;
    }

    private Map<String, Map<String, Rule>> operations(YamlNode root, @Nullable GraphQlSchema published) {
        Map<String, Map<String, Rule>> operations = new LinkedHashMap<>();
        SECTIONS.forEach((section, type) -> {
            YamlNode node = root.get(section);
            Map<String, Rule> listed = new LinkedHashMap<>();
            if (node != null) {
                node.entries().forEach((name, value) -> {
                    if (published != null && published.lacks(type, name)) {
                        throw node.keyNode(name).error("the schema has no " + type + " `" + name + "`");
                    }
                    listed.put(name, rules.parse(value));
                });
            }
            operations.put(type, Map.copyOf(listed));
        });
        return operations;
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
