package dev.agentguard.rules.expression;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values of CEL of the arguments of a tool, as far as they are of a size that an expression may look at. */
final class Plain {

    /** Longer texts take too long to search. */
    private static final int LONGEST_TEXT = 1 << 16;

    private static final int MOST_VALUES = 5_000;
    private static final int DEPTH = 20;

    private int values;

    /** Returns the text, or null if it is too long to be looked at. */
    static @Nullable String text(String text) {
        return text.length() > LONGEST_TEXT ? null : text;
    }

    /** Returns the same map, or null if it is too large to be looked at. What is too long in it is left out. */
    @Nullable
    Map<String, Object> map(Map<String, ? extends @Nullable Object> arguments) {
        Map<String, Object> plain = map(arguments, 1);
        return values > MOST_VALUES ? null : plain;
    }

    private Map<String, Object> map(Map<?, ? extends @Nullable Object> map, int depth) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
            Object value = value(entry.getValue(), depth);
            if (value != null) {
                plain.put(String.valueOf(entry.getKey()), value);
            }
        }
        return plain;
    }

    private @Nullable Object value(@Nullable Object value, int depth) {
        if (++values > MOST_VALUES || depth > DEPTH) {
            values = MOST_VALUES + 1;
            return null;
        }
        if (value == null) {
            return NullValue.NULL_VALUE;
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof CharSequence text) {
            return text(text.toString());
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            return map(map, depth + 1);
        }
        return value instanceof Iterable<?> items ? list(items, depth + 1) : text(value.toString());
    }

    private List<Object> list(Iterable<? extends @Nullable Object> items, int depth) {
        List<Object> plain = new ArrayList<>();
        for (Object item : items) {
            Object value = value(item, depth);
            if (value != null) {
                plain.add(value);
            } else {
                // one that is left out would let a condition on all of them hold
                values = MOST_VALUES + 1;
            }
            if (values > MOST_VALUES) {
                break;
            }
        }
        return plain;
    }

    private static Object number(Number number) {
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            double value = number.doubleValue();
            return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? (Object) (long) value : (Object) value;
        }
        return number instanceof BigInteger big && big.bitLength() > 63
                ? (Object) big.doubleValue()
                : number.longValue();
    }
}
