package dev.agentguard.effect.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an AWS request: those of any request, where a form writes {@code Ids.member.1=a} as the list that it
 * means.
 *
 * @param arguments the arguments
 * @param problem why they cannot be read with certainty, or null
 */
record AwsFields(
        Map<String, @Nullable Object> arguments, @Nullable String problem) {

    private static final String[] ALONE = {""};
    private static final int DEPTH = 8;
    private static final String CBOR = "application/cbor";

    static AwsFields of(PlainRequest plain) {
        return new AwsFields(
                anyPath(plain.arguments()) ? nested(plain.arguments()) : plain.arguments(), problem(plain));
    }

    private static @Nullable String problem(PlainRequest plain) {
        Content content = plain.content();
        return content.type().type().equals(CBOR) && !content.isEmpty()
                ? "the body is CBOR, which is not read by this version"
                : null;
    }

    private static boolean anyPath(Map<String, @Nullable Object> fields) {
        boolean[] any = new boolean[1];
        fields.forEach((name, value) -> any[0] |= name.indexOf('.') >= 0);
        return any[0];
    }

    private static Map<String, @Nullable Object> nested(Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            String[] path = name.indexOf('.') < 0 ? ALONE : name.split("\\.", DEPTH + 1);
            if (path.length > 1 && path.length <= DEPTH && !(value instanceof Map)) {
                nest(arguments, path, value);
            } else {
                arguments.put(name, value);
            }
        });
        arguments.replaceAll((name, value) -> lists(value, 0));
        return arguments;
    }

    @SuppressWarnings("unchecked") // maps of this kind are made here alone
    private static void nest(Map<String, @Nullable Object> into, String[] path, @Nullable Object value) {
        Map<String, @Nullable Object> at = into;
        for (int i = 0; i < path.length - 1; i++) {
            Object inner = at.get(path[i]);
            if (!(inner instanceof Nested)) {
                inner = new Nested();
                at.put(path[i], inner);
            }
            at = (Map<String, @Nullable Object>) inner;
        }
        at.put(path[path.length - 1], value);
    }

    /** Numbered fields are a list: {@code {1=a, 2=b}}, {@code {member={1=a}}}. */
    private static @Nullable Object lists(@Nullable Object value, int depth) {
        if (!(value instanceof Nested nested) || depth > DEPTH) {
            return value;
        }
        nested.replaceAll((name, inner) -> lists(inner, depth + 1));
        if (nested.size() == 1 && nested.get("member") instanceof List<?> members) {
            return members;
        }
        boolean numbered =
                nested.keySet().stream().allMatch(name -> name.chars().allMatch(c -> c >= '0' && c <= '9'));
        return numbered ? new ArrayList<>(nested.values()) : nested;
    }

    /** An object that was written as several fields. */
    private static final class Nested extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1;
    }
}
