package dev.agentguard.rules.prose;

import dev.agentguard.effect.Quantity;
import dev.agentguard.rules.RuleInput;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** It is about more than this; what nobody counted is more. */
record Amount(BigDecimal limit) implements Condition {

    @Override
    public Certainty in(RuleInput input) {
        Quantity quantity = input.effect().quantity();
        BigDecimal value = quantity == null
                ? argument(input)
                : quantity.minor() ? quantity.value().movePointLeft(2) : quantity.value();
        return value == null ? Certainty.PERHAPS : Certainty.of(value.compareTo(limit) > 0);
    }

    /** "$100", "5,000": whether an amount stands here. */
    static boolean starts(java.util.List<Token> words, int at) {
        return at < words.size()
                && (java.util.Set.of("$", "€", "£").contains(words.get(at).word())
                        || (words.get(at).isWord()
                                && Character.isDigit(words.get(at).word().charAt(0))));
    }

    /** A tool's argument that says how much. */
    private static @Nullable BigDecimal argument(RuleInput input) {
        if (input.action().tool() == null) {
            return null;
        }
        for (Map.Entry<String, @Nullable Object> entry :
                input.action().tool().arguments().entrySet()) {
            String name = entry.getKey().toLowerCase(java.util.Locale.ROOT);
            boolean amount =
                    name.contains("amount") || name.contains("total") || name.equals("value") || name.contains("price");
            if (amount && entry.getValue() instanceof Number number) {
                BigDecimal value = new BigDecimal(number.toString());
                return name.contains("cent") || name.contains("minor") ? value.movePointLeft(2) : value;
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "more than " + limit.toPlainString();
    }
}
