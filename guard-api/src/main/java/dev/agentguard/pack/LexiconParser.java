package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the lexicon's file. */
final class LexiconParser {

    private LexiconParser() {}

    static Lexicon parse(String fileName, String text) {
        YamlNode root = YamlNode.read(fileName, text)
                .map(
                        "guard-lexicon",
                        "id",
                        "version",
                        "sources",
                        "methods",
                        "verbs",
                        "done",
                        "modifiers",
                        "undo",
                        "settings",
                        "operation-keys",
                        "list-keys",
                        "selection-keys",
                        "code-keys",
                        "kinds");
        return new Lexicon(
                methods(root.require("methods")),
                root.require("verbs").list().stream().map(LexiconParser::verbs).toList(),
                words(root, "done"),
                words(root, "modifiers"),
                words(root, "undo"),
                words(root, "settings"),
                words(root, "operation-keys"),
                words(root, "list-keys"),
                words(root, "selection-keys"),
                words(root, "code-keys"),
                kinds(root.require("kinds")));
    }

    private static Map<String, Reversibility> methods(YamlNode node) {
        Map<String, Reversibility> methods = new LinkedHashMap<>();
        node.entries()
                .forEach((method, value) ->
                        methods.put(method.toUpperCase(Locale.ROOT), value.oneOf(Reversibility.class)));
        return Map.copyOf(methods);
    }

    private static Lexicon.Verbs verbs(YamlNode node) {
        node.map("words", "anywhere", "with", "without", "methods", "class", "kind", "reason");
        YamlNode anywhere = node.get("anywhere");
        YamlNode kind = node.get("kind");
        return new Lexicon.Verbs(
                words(node, "words"),
                anywhere != null && anywhere.bool(),
                words(node, "with"),
                words(node, "without"),
                words(node, "methods"),
                node.require("class").oneOf(Reversibility.class),
                kind == null ? null : kind.oneOf(Kind.class),
                node.require("reason").string());
    }

    private static Map<Kind, Set<String>> kinds(YamlNode node) {
        Map<Kind, Set<String>> kinds = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            names.add(kind.name().toLowerCase(Locale.ROOT));
        }
        node.map(names);
        node.entries()
                .forEach((name, value) ->
                        kinds.put(Kind.valueOf(name.toUpperCase(Locale.ROOT)), Set.copyOf(value.strings())));
        return Collections.unmodifiableMap(kinds);
    }

    private static Set<String> words(YamlNode node, String key) {
        @Nullable YamlNode value = node.get(key);
        return value == null ? Set.of() : Set.copyOf(value.strings());
    }
}
