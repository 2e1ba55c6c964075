package dev.agentguard.config;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Quantity.Measure;
import dev.agentguard.rules.ActionPattern;
import dev.agentguard.rules.AllOf;
import dev.agentguard.rules.Bound;
import dev.agentguard.rules.EffectPattern;
import dev.agentguard.rules.Pattern;
import dev.agentguard.rules.expression.Expression;
import dev.agentguard.rules.expression.ExpressionException;
import dev.agentguard.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code match:} and {@code when:} of a rule, a permit or a cap: what it speaks to. */
final class PatternSection {

    private static final int LONGEST = 200;

    private static final List<String> OF_EFFECTS =
            List.of("operation", "reversibility", "environment", "kind", "resource");
    private static final List<String> OF_ACTIONS = List.of("tool", "command", "path", "host", "above");

    private PatternSection() {}

    /** What a permit speaks to: nothing in it may begin anew when the process does. */
    static Pattern ofPermit(YamlNode node, Collection<String> environments) {
        YamlNode when = node.get("when");
        if (when != null && expression(when).isCounting()) {
            throw when.error("what a session did is counted anew after a restart, expected `count: {session: 3}` or"
                    + " another limit of the permit");
        }
        return read(node, environments);
    }

    static Pattern read(YamlNode node, Collection<String> environments) {
        YamlNode match = node.get("match");
        YamlNode when = node.get("when");
        if (match == null && when == null) {
            throw node.error("expected `match`, `when` or both, a rule that matches everything is not meant");
        }
        List<Pattern> patterns = new ArrayList<>();
        if (match != null) {
            match(match, environments, patterns);
        }
        if (when != null) {
            patterns.add(expression(when));
        }
        return AllOf.of(patterns);
    }

    private static void match(YamlNode match, Collection<String> environments, List<Pattern> patterns) {
        List<String> known = new ArrayList<>(OF_EFFECTS);
        known.addAll(OF_ACTIONS);
        match.map(known);
        if (match.entries().isEmpty()) {
            throw match.error("expected at least one condition, a rule that matches everything is not meant");
        }
        if (OF_EFFECTS.stream().anyMatch(key -> match.get(key) != null)) {
            patterns.add(effect(match, environments));
        }
        if (OF_ACTIONS.stream().anyMatch(key -> match.get(key) != null)) {
            patterns.add(action(match));
        }
    }

    private static EffectPattern effect(YamlNode match, Collection<String> environments) {
        EffectPattern.Builder pattern = EffectPattern.builder()
                .operations(each(match.get("operation"), node -> Values.pattern(node, "railway:volume*")))
                .resources(each(match.get("resource"), node -> Values.pattern(node, "railway:volume")))
                .environments(each(match.get("environment"), node -> Values.declaredName(node, environments)));
        List<Kind> kinds = each(match.get("kind"), node -> node.oneOf(Kind.class));
        if (!kinds.isEmpty()) {
            pattern.kinds(EnumSet.copyOf(kinds));
        }
        YamlNode reversibility = match.get("reversibility");
        if (reversibility != null) {
            pattern.reversibility(reversibility.oneOf(Least.class).reversibility);
        }
        return pattern.build();
    }

    private static ActionPattern action(YamlNode match) {
        ActionPattern.Builder pattern = ActionPattern.builder()
                .tools(each(match.get("tool"), node -> name(node, "the name of a tool such as `delete_*`")))
                .commands(each(match.get("command"), node -> name(node, "a command such as `git push --force`")))
                .paths(each(match.get("path"), PatternSection::path))
                .hosts(each(match.get("host"), node -> name(node, "a host such as `*.example.com`")));
        YamlNode above = match.get("above");
        return above == null ? pattern.build() : pattern.above(bounds(above)).build();
    }

    private static List<Bound> bounds(YamlNode above) {
        above.map("amount", "rows", "recipients");
        if (above.entries().isEmpty()) {
            throw above.expected("one or more of `amount`, `rows`, `recipients`");
        }
        List<Bound> bounds = new ArrayList<>();
        YamlNode amount = above.get("amount");
        if (amount != null) {
            Values.Money money = Values.money(amount);
            bounds.add(new Bound(Measure.AMOUNT, money.value(), money.currency()));
        }
        for (Measure measure : List.of(Measure.ROWS, Measure.RECIPIENTS)) {
            YamlNode number = above.get(measure == Measure.ROWS ? "rows" : "recipients");
            if (number != null) {
                bounds.add(new Bound(measure, BigDecimal.valueOf(Values.count(number)), null));
            }
        }
        return bounds;
    }

    private static Expression expression(YamlNode when) {
        String text = when.string();
        try {
            return Expression.compile(text);
        } catch (ExpressionException e) {
            throw when.errorAt(e.at(), String.valueOf(e.getMessage()));
        }
    }

    /** One value, or several of which one has to fit; none if there is no such condition. */
    private static <T> List<T> each(@Nullable YamlNode node, Function<YamlNode, T> reader) {
        if (node == null) {
            return List.of();
        }
        if (node.kind() != YamlNode.Kind.LIST) {
            return List.of(reader.apply(node));
        }
        if (node.list().isEmpty()) {
            throw node.error("expected one value or a list of them, found an empty list");
        }
        return node.list().stream().map(reader).toList();
    }

    private static String name(YamlNode node, String what) {
        String name = node.string().strip();
        boolean plain = name.length() <= LONGEST && name.chars().noneMatch(Character::isISOControl);
        if (!plain || name.equals("*")) {
            throw node.expected(what);
        }
        return name;
    }

    private static String path(YamlNode node) {
        String path = name(node, "a file such as `src/generated/*` or `*.env`");
        boolean nothing = path.chars().allMatch(c -> "./\\~*".indexOf(c) >= 0);
        if (nothing) {
            throw node.expected("a file such as `src/generated/*` or `*.env`");
        }
        return path;
    }

    /** The words of {@code reversibility:}; a rule about everything that may also only read makes no sense here. */
    private enum Least {
        REVERSIBLE(Reversibility.REVERSIBLE),
        RECOVERABLE(Reversibility.RECOVERABLE),
        IRREVERSIBLE(Reversibility.IRREVERSIBLE),
        UNKNOWN(Reversibility.UNKNOWN);

        private final Reversibility reversibility;

        Least(Reversibility reversibility) {
            this.reversibility = reversibility;
        }
    }
}
