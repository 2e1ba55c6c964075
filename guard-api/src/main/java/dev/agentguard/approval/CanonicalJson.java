package dev.agentguard.approval;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON values as one text each, in the manner of RFC 8785: keys sorted by UTF-16 unit, no white space. It differs from
 * the RFC in two places, both so that two different actions never share a text: numbers keep every digit instead of
 * being rounded to doubles (two long ids may be the same double), and a lone surrogate is escaped instead of failing.
 */
final class CanonicalJson {

    private static final int DEEPEST = 512;
    private static final int LONGEST = 32 << 20;

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    static String write(@Nullable Object value) throws ApprovalException {
        CanonicalJson json = new CanonicalJson();
        json.value(value, 0);
        return json.out.toString();
    }

    static String sha256(@Nullable Object value) throws ApprovalException {
        return sha256(write(value).getBytes(StandardCharsets.UTF_8));
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void value(@Nullable Object value, int depth) throws ApprovalException {
        if (depth > DEEPEST) {
            throw new ApprovalException("the action is nested deeper than " + DEEPEST + " levels");
        }
        if (out.length() > LONGEST) {
            throw new ApprovalException("the action is longer than " + LONGEST + " characters");
        }
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else {
            // the value may be a secret, so only its type is named
            throw new ApprovalException("not a JSON value: " + value.getClass().getName());
        }
    }

    private void list(List<?> list, int depth) throws ApprovalException {
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            value(element, depth + 1);
            separator = ",";
        }
        out.append(']');
    }

    private void map(Map<?, ?> map, int depth) throws ApprovalException {
        // not the map's own order: it may ignore case, and then an entry would be lost
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new ApprovalException("not a JSON object: a key is no string");
            }
            sorted.put(key, entry.getValue());
        }
        out.append('{');
        String separator = "";
        for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
            out.append(separator);
            string(entry.getKey());
            out.append(':');
            value(entry.getValue(), depth + 1);
            separator = ",";
        }
        out.append('}');
    }

    private void number(Number number) throws ApprovalException {
        BigDecimal decimal = exact(number).stripTrailingZeros();
        // never plain notation: 1e999999999 must not become a billion zeros
        out.append(decimal.unscaledValue());
        if (decimal.signum() != 0 && decimal.scale() != 0) {
            out.append('E').append(-(long) decimal.scale());
        }
    }

    private static BigDecimal exact(Number number) throws ApprovalException {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException e) {
            throw new ApprovalException(
                    "not a JSON number: " + number.getClass().getName(), e);
        }
    }

    private void string(String string) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || isLoneSurrogate(string, i)) {
                        out.append("\\u").append(HexFormat.of().toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == string.length() || !Character.isLowSurrogate(string.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(string.charAt(i - 1)));
    }
}
