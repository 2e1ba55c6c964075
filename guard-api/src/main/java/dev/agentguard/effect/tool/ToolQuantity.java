package dev.agentguard.effect.tool;

import dev.agentguard.effect.Kind;
import dev.agentguard.effect.Quantity;
import dev.agentguard.effect.Quantity.Measure;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much a tool call is about, by the names that its arguments usually have. An amount counts as one of major units
 * unless its name says cents: the larger reading, so that a cap is never passed by a misunderstanding.
 */
final class ToolQuantity {

    private static final Set<String> AMOUNTS =
            Set.of("amount", "refundamount", "totalamount", "paymentamount", "value", "total", "sum");
    private static final List<String> MINOR = List.of("cents", "minor", "minorunits", "incents", "inminorunits");
    private static final Set<String> CURRENCIES = Set.of("currency", "currencycode");
    private static final Set<String> RECIPIENTS =
            Set.of("to", "cc", "bcc", "recipient", "recipients", "email", "emails", "addresses", "phonenumbers");

    private ToolQuantity() {}

    static @Nullable Quantity of(Kind kind, Map<String, @Nullable Object> arguments) {
        return switch (kind) {
            case MONEY -> money(arguments);
            case MESSAGE -> recipients(arguments);
            default -> null;
        };
    }

    /** Two amounts in one call could each be the one that moves, so neither is taken. */
    private static @Nullable Quantity money(Map<String, @Nullable Object> arguments) {
        Quantity found = null;
        String currency = null;
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            if (CURRENCIES.contains(plain(argument.getKey())) && argument.getValue() instanceof String code) {
                currency = code.isBlank() ? null : code;
            }
        }
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            String name = plain(argument.getKey());
            String unit = MINOR.stream().filter(name::endsWith).findFirst().orElse("");
            if (!AMOUNTS.contains(name.substring(0, name.length() - unit.length()))) {
                continue;
            }
            if (found != null) {
                return null;
            }
            found = argument.getValue() instanceof Map<?, ?> amount
                    ? nested(amount, currency, !unit.isEmpty())
                    : Quantity.money(argument.getValue(), currency, !unit.isEmpty());
            if (found == null) {
                return null;
            }
        }
        return found;
    }

    /** {@code amount: {value: "10.00", currency: EUR}}, and nothing else in it. */
    private static @Nullable Quantity nested(Map<?, ?> amount, @Nullable String beside, boolean minor) {
        Object value = null;
        String currency = beside;
        for (Map.Entry<?, ?> part : amount.entrySet()) {
            String name = plain(String.valueOf(part.getKey()));
            if (CURRENCIES.contains(name) && part.getValue() instanceof String code && !code.isBlank()) {
                if (beside != null && !beside.equalsIgnoreCase(code)) {
                    return null;
                }
                currency = code;
            } else if (value == null && (name.equals("value") || name.equals("amount"))) {
                value = part.getValue();
            } else {
                return null;
            }
        }
        return Quantity.money(value, currency, minor);
    }

    private static @Nullable Quantity recipients(Map<String, @Nullable Object> arguments) {
        long count = 0;
        for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
            if (!RECIPIENTS.contains(plain(argument.getKey()))) {
                continue;
            }
            Object value = argument.getValue();
            if (value instanceof Collection<?> all) {
                count += all.size();
            } else if (value instanceof String text && !text.isBlank()) {
                count += 1 + text.chars().filter(c -> c == ',' || c == ';').count();
            }
        }
        return count == 0 ? null : Quantity.of(Measure.RECIPIENTS, count);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
