package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Reach;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a pack says of one operation. */
final class RuleParser {

    private static final List<String> KEYS = List.of(
            "class",
            "kind",
            "resource",
            "reach",
            "quantity",
            "scope",
            "environment",
            "cascades",
            "destroys-recovery",
            "reason",
            "instead",
            "when",
            "runs");

    private final CaseParser cases;

    RuleParser(ArgumentReading lexicon) {
        this.cases = new CaseParser(lexicon);
    }

    /** Reads a rule beside whose keys a protocol has some of its own. */
    Rule parse(YamlNode node, String... moreKeys) {
        List<String> keys = new ArrayList<>(KEYS);
        keys.addAll(Arrays.asList(moreKeys));
        node.map(keys);
        Reversibility reversibility = node.require("class").oneOf(Reversibility.class);
        return new Rule(
                reversibility,
                kind(node.get("kind"), Kind.DATA),
                targets(node.get("resource")),
                reach(node.get("reach")),
                Amount.parse(node.get("quantity")),
                scope(node.get("scope")),
                places(node.get("environment")),
                PackParser.flag(node.get("destroys-recovery")),
                reason(node, reversibility),
                PackParser.string(node.get("instead")),
                PackParser.strings(node.get("cascades")),
                cases.parse(node.get("when"), reversibility),
                runs(node.get("runs"), reversibility));
    }

    private static @Nullable Runs runs(@Nullable YamlNode node, Reversibility reversibility) {
        if (node != null && reversibility != Reversibility.UNKNOWN) {
            throw node.error("`runs` needs `class: unknown`, which holds where the program cannot be read");
        }
        return Runs.parse(node);
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

    private static List<Rule.Where> places(@Nullable YamlNode node) {
        if (node == null) {
            return List.of();
        }
        if (node.kind() != YamlNode.Kind.MAP) {
            return List.of(new Rule.Where("environment", arguments(node)));
        }
        List<Rule.Where> places = new ArrayList<>();
        node.entries().forEach((part, value) -> places.add(new Rule.Where(part, arguments(value))));
        return places;
    }

    private static List<Argument> arguments(YamlNode node) {
        List<String> paths = node.kind() == YamlNode.Kind.LIST ? node.strings() : List.of(node.string());
        return paths.stream().map(Argument::parse).toList();
    }

    private static Kind kind(@Nullable YamlNode node, Kind otherwise) {
        return node == null ? otherwise : node.oneOf(Kind.class);
    }

    private static Reach reach(@Nullable YamlNode node) {
        return node == null ? Reach.ONE : node.oneOf(Reach.class);
    }
}
