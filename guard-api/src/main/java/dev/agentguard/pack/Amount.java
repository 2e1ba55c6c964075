package dev.agentguard.pack;

import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Quantity;
import dev.agentguard.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments of an operation say how much it is about.
 *
 * @param measure what is counted
 * @param arguments the argument with the amount, the first that is given; or those whose elements are counted together
 * @param currency the argument that names the currency, or null if none does
 * @param minor whether the amount is given in minor units
 */
record Amount(
        Quantity.Measure measure,
        List<Argument> arguments,
        @Nullable Argument currency,
        boolean minor) {

    Amount {
        arguments = List.copyOf(arguments);
    }

    /** Reads {@code {amount: amount, currency: currency, minor: on}} or {@code {recipients: [to, cc, bcc]}}. */
    static @Nullable Amount parse(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        node.map("amount", "currency", "minor", "recipients", "rows");
        YamlNode currency = node.get("currency");
        for (Quantity.Measure measure : Quantity.Measure.values()) {
            YamlNode named = node.get(measure.name().toLowerCase(java.util.Locale.ROOT));
            if (named != null) {
                List<Argument> arguments = CommandRuleParser.strings(named).stream()
                        .map(Argument::parse)
                        .toList();
                return new Amount(
                        measure,
                        arguments,
                        currency == null ? null : Argument.parse(currency.string()),
                        PackParser.flag(node.get("minor")));
            }
        }
        throw node.error("expected one of `amount`, `recipients`, `rows`");
    }

    /** Returns how much it is, or null if that is not said, or cannot be read before the call. */
    @Nullable
    Quantity in(Map<String, @Nullable Object> values) {
        return measure == Quantity.Measure.AMOUNT ? money(values) : count(values);
    }

    private @Nullable Quantity money(Map<String, @Nullable Object> values) {
        String named = currency == null ? "" : Argument.text(currency.in(values));
        String code = named == null || named.isBlank() ? null : named;
        for (Argument argument : arguments) {
            Object value = argument.in(values);
            if (value != Argument.ABSENT) {
                return Quantity.money(value, code, minor);
            }
        }
        return null;
    }

    private @Nullable Quantity count(Map<String, @Nullable Object> values) {
        long count = 0;
        for (Argument argument : arguments) {
            long more = size(values, argument.path());
            if (more < 0) {
                return null;
            }
            count += more;
        }
        return count == 0 ? null : Quantity.of(measure, count);
    }

    /** Counts what stands at a place, in each element of a list on the way; -1 if something cannot be known. */
    private static long size(@Nullable Object value, List<String> path) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Collection<?> all) {
            long count = 0;
            for (Object one : all) {
                long more = size(one, path);
                if (more < 0) {
                    return more;
                }
                count += more;
            }
            return count;
        }
        if (value == Operation.UNRESOLVED) {
            return -1;
        }
        if (path.isEmpty()) {
            return size(value);
        }
        return value instanceof Map<?, ?> fields ? size(fields.get(path.get(0)), path.subList(1, path.size())) : -1;
    }

    /** Addresses in one text are separated by commas or semicolons. */
    private static long size(Object value) {
        return value instanceof String text
                ? 1 + text.chars().filter(c -> c == ',' || c == ';').count()
                : 1;
    }
}
