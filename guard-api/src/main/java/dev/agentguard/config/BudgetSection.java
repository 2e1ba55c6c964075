package dev.agentguard.config;

import dev.agentguard.effect.Quantity;
import dev.agentguard.session.Budget;
import dev.agentguard.session.Budget.Measure;
import dev.agentguard.session.Limit;
import dev.agentguard.session.Limit.Span;
import dev.agentguard.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code budgets:}; what is not said there holds as it does by default. */
final class BudgetSection {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration DAY = Duration.ofDays(1);

    /** Far above what an ordinary day takes, see docs/configuration.md. */
    private static final List<Budget> DEFAULTS = List.of(
            ofCount(Measure.IRREVERSIBLE, Span.EACH, Duration.ZERO, 100, ""),
            ofCount(Measure.IRREVERSIBLE, Span.SESSION, Duration.ZERO, 200, ""),
            ofCount(Measure.IRREVERSIBLE, Span.WINDOW, DAY, 1_000, ""),
            ofCount(Measure.RECOVERABLE, Span.EACH, Duration.ZERO, 1_000, ""),
            ofCount(Measure.RECOVERABLE, Span.SESSION, Duration.ZERO, 2_000, ""),
            ofCount(Measure.RECOVERABLE, Span.WINDOW, DAY, 10_000, ""),
            ofCount(Measure.REFUSALS, Span.WINDOW, Duration.ofMinutes(10), 200, ""));

    private BudgetSection() {}

    static List<Budget> read(@Nullable YamlNode section, Trust trust) {
        List<Budget> budgets = new ArrayList<>(DEFAULTS);
        if (section == null) {
            return budgets;
        }
        section.map(Arrays.stream(Measure.values()).map(BudgetSection::word).toList());
        for (Measure measure : Measure.values()) {
            YamlNode node = section.get(word(measure));
            if (node != null) {
                // a file that was merely found adds to what holds by default
                if (trust.isTrusted()) {
                    budgets.removeIf(budget -> budget.measure() == measure);
                }
                node.entries().forEach((span, most) -> budgets.add(budget(measure, node.keyNode(span), span, most)));
            }
        }
        return budgets;
    }

    private static String word(Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    private static Budget budget(Measure measure, YamlNode key, String word, YamlNode most) {
        Span span = switch (word) {
            case "call" -> Span.EACH;
            case "session" -> Span.SESSION;
            default -> Span.WINDOW;
        };
        if (measure == Measure.REFUSALS && span != Span.WINDOW) {
            throw key.expected("a time such as `10m`");
        }
        Duration length = span == Span.WINDOW ? key.duration() : Duration.ZERO;
        if (length.compareTo(LONGEST) > 0) {
            throw key.expected("`call`, `session` or a time of up to 31 days");
        }
        if (measure != Measure.SPEND) {
            return ofCount(measure, span, length, Values.count(most), most.source());
        }
        Values.Money money = Values.money(most);
        return new Budget(
                measure,
                new Limit(Quantity.Measure.AMOUNT, span, length, money.value(), money.currency()),
                most.source());
    }

    private static Budget ofCount(Measure measure, Span span, Duration length, long most, String source) {
        return new Budget(measure, new Limit(null, span, length, BigDecimal.valueOf(most), null), source);
    }
}
