package dev.agentguard.effect.tool;

import dev.agentguard.effect.Resource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which charge, capture or order a tool that moves money is about, by the names that its arguments usually have. */
final class PaidThing {

    private static final int LONGEST = 200;

    /** The nearer to the money, the better it tells one payment from another. */
    private static final List<String> NOUNS = List.of(
            "charge",
            "capture",
            "paymentintent",
            "intent",
            "transaction",
            "psp",
            "payment",
            "sale",
            "invoice",
            "order",
            "booking");

    private static final List<String> ENDINGS = List.of("", "id", "reference", "ref", "number", "no", "nr", "key");

    private PaidThing() {}

    /** Returns the thing, or null if no argument names one, or names it by more than a plain value. */
    static @Nullable Resource of(Map<String, @Nullable Object> arguments) {
        for (String noun : NOUNS) {
            for (Map.Entry<String, @Nullable Object> argument : arguments.entrySet()) {
                String key = ArgumentNames.key(argument.getKey());
                boolean names = key.startsWith(noun) && ENDINGS.contains(key.substring(noun.length()));
                String id = names ? text(argument.getValue()) : null;
                if (id != null) {
                    return new Resource("tool:" + noun, id);
                }
            }
        }
        return null;
    }

    private static @Nullable String text(@Nullable Object value) {
        if (!(value instanceof String) && !(value instanceof Number)) {
            return null;
        }
        String text = value.toString().strip();
        boolean plain = !text.isEmpty()
                && text.length() <= LONGEST
                && text.chars()
                        .noneMatch(c -> Character.isWhitespace(c) || c == '*' || c == ',' || Character.isISOControl(c));
        return plain ? text : null;
    }
}
