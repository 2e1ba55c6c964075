package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads the lexicon's file. */
final class LexiconParser {

    private LexiconParser() {}

    private static final List<String> LISTS = List.of(
            "joins",
            "prepositions",
            "outcomes",
            "standings",
            "done",
            "modifiers",
            "undo",
            "questions",
            "predicates",
            "resettable",
            "sessions",
            "ties",
            "inner",
            "roots",
            "runners",
            "refs",
            "tried",
            "for-good",
            "statements",
            "settings",
            "set-things",
            "operation-keys",
            "act-keys",
            "named-acts",
            "deletions",
            "formats",
            "flag-verbs",
            "flag-things",
            "list-keys",
            "selection-keys",
            "code-keys");

    static Lexicon parse(YamlNode root) {
        List<String> keys = new ArrayList<>(LISTS);
        keys.addAll(
                List.of("guard-lexicon", "id", "version", "sources", "methods", "sets", "verbs", "relations", "kinds"));
        root.map(keys);
        Map<String, Set<String>> sets = new LinkedHashMap<>();
        root.require("sets").entries().forEach((name, words) -> sets.put(name, Set.copyOf(words.strings())));
        Map<String, Set<String>> lists = new LinkedHashMap<>();
        for (String name : LISTS) {
            lists.put(name, words(root, name, sets));
        }
        List<Verbs> verbs = new ArrayList<>();
        root.require("verbs").list().forEach(node -> verbs.add(verbs(node, sets)));
        List<Relation> relations = new ArrayList<>();
        root.require("relations").list().forEach(node -> relations.add(relation(node, sets)));
        return new Lexicon(methods(root.require("methods")), verbs, relations, lists, kinds(root.require("kinds")));
    }

    private static Map<String, Reversibility> methods(YamlNode node) {
        Map<String, Reversibility> methods = new LinkedHashMap<>();
        node.entries()
                .forEach((method, value) ->
                        methods.put(method.toUpperCase(Locale.ROOT), value.oneOf(Reversibility.class)));
        return Map.copyOf(methods);
    }

    private static Verbs verbs(YamlNode node, Map<String, Set<String>> sets) {
        node.map(
                "words",
                "as",
                "anywhere",
                "with",
                "from",
                "without",
                "of",
                "not-of",
                "methods",
                "class",
                "kind",
                "opaque",
                "reason");
        YamlNode as = node.get("as");
        YamlNode kind = node.get("kind");
        return new Verbs(
                words(node, "words", sets),
                as == null ? Verbs.As.VERB : as.oneOf(Verbs.As.class),
                PackParser.flag(node.get("anywhere")),
                words(node, "with", sets),
                PackParser.flag(node.get("from")),
                words(node, "without", sets),
                words(node, "of", sets),
                words(node, "not-of", sets),
                words(node, "methods", sets),
                node.require("class").oneOf(Reversibility.class),
                kind == null ? null : kind.oneOf(Kind.class),
                PackParser.flag(node.get("opaque")),
                node.require("reason").string());
    }

    private static Relation relation(YamlNode node, Map<String, Set<String>> sets) {
        node.map("things", "in", "not-in", "top", "pair", "end");
        return new Relation(
                words(node, "things", sets),
                words(node, "in", sets),
                words(node, "not-in", sets),
                PackParser.flag(node.get("top")),
                PackParser.flag(node.get("pair")),
                PackParser.flag(node.get("end")));
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

    private static Set<String> words(YamlNode node, String key, Map<String, Set<String>> sets) {
        YamlNode value = node.get(key);
        if (value == null) {
            return Set.of();
        }
        Set<String> words = new LinkedHashSet<>();
        for (String word : value.strings()) {
            Set<String> named = word.startsWith("$") ? sets.get(word.substring(1)) : Set.of(word);
            if (named == null) {
                throw value.error("no set of words is named `" + word + "`");
            }
            words.addAll(named);
        }
        return Set.copyOf(words);
    }
}
