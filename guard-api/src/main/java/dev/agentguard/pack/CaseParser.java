package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the cases of a rule. */
final class CaseParser {

    private final ArgumentReading lexicon;

    CaseParser(ArgumentReading lexicon) {
        this.lexicon = lexicon;
    }

    List<Case> parse(@Nullable YamlNode node, Reversibility reversibility) {
        List<Case> cases = new ArrayList<>();
        for (YamlNode item : node == null ? List.<YamlNode>of() : node.list()) {
            cases.add(oneCase(item, reversibility));
        }
        return cases;
    }

    private Case oneCase(YamlNode node, Reversibility ordinary) {
        node.map(
                "argument",
                "equals",
                "is",
                "contains",
                "has",
                "null-in",
                "finds",
                "class",
                "kind",
                "destroys-recovery",
                "reason",
                "instead",
                "cascades");
        YamlNode raised = node.require("class");
        Reversibility reversibility = raised.oneOf(Reversibility.class);
        boolean takesCopies = reversibility == ordinary && PackParser.flag(node.get("destroys-recovery"));
        if (reversibility.worse(ordinary) == ordinary && !takesCopies) {
            throw raised.error(
                    "a case must raise the class `" + word(ordinary) + "`, found `" + word(reversibility) + "`");
        }
        YamlNode kind = node.get("kind");
        return new Case(
                Argument.parse(node.require("argument").string()),
                condition(node),
                reversibility,
                kind == null ? null : kind.oneOf(Kind.class),
                PackParser.flag(node.get("destroys-recovery")),
                node.require("reason").string(),
                PackParser.string(node.get("instead")),
                PackParser.strings(node.get("cascades")));
    }

    private Condition condition(YamlNode node) {
        YamlNode finds = node.get("finds");
        if (finds == null) {
            return only(node, plainConditions(node));
        }
        finds.oneOf(Finding.class);
        List<Condition> conditions = plainConditions(node);
        conditions.add(new Condition.Destructive(lexicon));
        return only(node, conditions);
    }

    /** Reads a condition that asks no lexicon. */
    static Condition plainCondition(YamlNode node) {
        node.map("argument", "equals", "is", "contains", "has", "null-in");
        return only(node, plainConditions(node));
    }

    private static List<Condition> plainConditions(YamlNode node) {
        List<Condition> conditions = new ArrayList<>();
        YamlNode equal = node.get("equals");
        if (equal != null) {
            conditions.add(new Condition.Equal(
                    equal.list().stream().map(CaseParser::scalar).toList()));
        }
        YamlNode is = node.get("is");
        if (is != null) {
            conditions.add(
                    switch (is.oneOf(State.class)) {
                        case ABSENT -> new Condition.Absent();
                        case PRESENT -> new Condition.Present();
                        case EMPTY -> new Condition.Empty();
                    });
        }
        YamlNode contains = node.get("contains");
        if (contains != null) {
            contains.entries().forEach((key, value) -> conditions.add(new Condition.Contains(key, scalar(value))));
        }
        YamlNode has = node.get("has");
        if (has != null) {
            conditions.add(new Condition.Has(Set.copyOf(has.strings())));
        }
        YamlNode nullIn = node.get("null-in");
        if (nullIn != null) {
            conditions.add(new Condition.NullIn(Set.copyOf(nullIn.strings())));
        }
        return conditions;
    }

    private static Condition only(YamlNode node, List<Condition> conditions) {
        if (conditions.size() != 1) {
            throw node.error("expected exactly one of `equals`, `is`, `contains`, `has`, `null-in`, `finds`, found "
                    + conditions.size());
        }
        return conditions.get(0);
    }

    private enum State {
        ABSENT,
        PRESENT,
        EMPTY
    }

    private enum Finding {
        DESTRUCTION
    }

    private static String scalar(YamlNode node) {
        return switch (node.kind()) {
            case BOOLEAN -> String.valueOf(node.bool());
            case NUMBER -> String.valueOf(node.integer());
            default -> node.string();
        };
    }

    private static String word(Reversibility reversibility) {
        return reversibility.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
