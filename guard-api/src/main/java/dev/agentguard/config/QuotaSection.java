package dev.agentguard.config;

import dev.agentguard.effect.Quantity;
import dev.agentguard.session.Limit;
import dev.agentguard.session.Limit.Span;
import dev.agentguard.session.Quota;
import dev.agentguard.session.Quota.Purpose;
import dev.agentguard.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code permits:} and {@code caps:} */
final class QuotaSection {

    private QuotaSection() {}

    static List<Quota> read(@Nullable YamlNode section, Purpose purpose, Collection<String> environments) {
        List<Quota> quotas = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        if (section != null) {
            for (YamlNode node : section.list()) {
                Quota quota = quota(node, purpose, environments);
                if (!ids.add(quota.id())) {
                    throw node.require("id").error("one with id `" + quota.id() + "` stands further up");
                }
                quotas.add(quota);
            }
        }
        return quotas;
    }

    private static Quota quota(YamlNode node, Purpose purpose, Collection<String> environments) {
        node.map("id", "match", "when", "count", "amount", "recipients", "rows", "once-per-resource", "reason");
        List<Limit> limits = new ArrayList<>();
        limits(node.get("count"), null, limits);
        for (Quantity.Measure measure : Quantity.Measure.values()) {
            limits(node.get(measure.name().toLowerCase(Locale.ROOT)), measure, limits);
        }
        YamlNode once = node.get("once-per-resource");
        YamlNode reason = node.get("reason");
        if (limits.isEmpty() && (purpose == Purpose.CAP || once == null)) {
            throw node.error("expected at least one limit: `count`, `amount`, `recipients`, `rows`"
                    + (purpose == Purpose.PERMIT ? " or `once-per-resource: on`" : ""));
        }
        return new Quota(
                RuleSection.id(node.require("id")),
                node.source(),
                purpose,
                purpose == Purpose.PERMIT
                        ? PatternSection.ofPermit(node, environments)
                        : PatternSection.read(node, environments),
                limits,
                once != null && once.bool(),
                reason == null ? "" : reason.string());
    }

    private static void limits(@Nullable YamlNode node, Quantity.@Nullable Measure measure, List<Limit> limits) {
        if (node == null) {
            return;
        }
        if (node.entries().isEmpty()) {
            throw node.expected("`each`, `session` or a time such as `1d`");
        }
        node.entries().forEach((span, most) -> {
            YamlNode key = node.keyNode(span);
            Duration length = Duration.ZERO;
            Span kind = Span.WINDOW;
            if (span.equals("each") || span.equals("session")) {
                kind = span.equals("each") ? Span.EACH : Span.SESSION;
            } else {
                length = key.duration();
            }
            if (kind == Span.EACH && measure == null) {
                throw key.expected("`session` or a time such as `1d`: each action counts once");
            }
            limits.add(limit(measure, kind, length, most));
        });
    }

    private static Limit limit(Quantity.@Nullable Measure measure, Span span, Duration length, YamlNode most) {
        if (measure != Quantity.Measure.AMOUNT) {
            return new Limit(measure, span, length, BigDecimal.valueOf(Values.count(most)), null);
        }
        Values.Money money = Values.money(most);
        return new Limit(measure, span, length, money.value(), money.currency());
    }
}
