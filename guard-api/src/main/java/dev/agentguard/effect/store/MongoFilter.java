package dev.agentguard.effect.store;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells a filter that every document fits from one that names some. What cannot be told counts as the latter. */
final class MongoFilter {

    private static final int DEEPEST = 20;

    private MongoFilter() {}

    /** Returns whether it surely, or by an operator that is there for it, takes every document. */
    static boolean takesAll(@Nullable Object filter) {
        return takesAll(filter, 0);
    }

    private static boolean takesAll(@Nullable Object filter, int depth) {
        if (!(filter instanceof Map<?, ?> conditions) || depth > DEEPEST) {
            // a filter that is missing or none is not one that names something
            return true;
        }
        for (Map.Entry<?, ?> condition : conditions.entrySet()) {
            if (!takesAll(String.valueOf(condition.getKey()), condition.getValue(), depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean takesAll(String name, @Nullable Object value, int depth) {
        return switch (name) {
            case "$comment" -> true;
            case "$and" -> value instanceof List<?> all && all.stream().allMatch(one -> takesAll(one, depth + 1));
            case "$or" -> value instanceof List<?> some && some.stream().anyMatch(one -> takesAll(one, depth + 1));
            case "$nor" -> value instanceof List<?> none && none.isEmpty();
            case "$expr" -> !(value instanceof Map<?, ?>) && !Boolean.FALSE.equals(value);
            case "$jsonSchema" -> value instanceof Map<?, ?> schema && schema.isEmpty();
            case "_id" -> value instanceof Map<?, ?> operators && !operators.isEmpty() && everyId(operators);
            default -> false;
        };
    }

    /** Every document has an {@code _id}, which is never null. */
    private static boolean everyId(Map<?, ?> operators) {
        return operators.entrySet().stream().allMatch(operator -> switch (String.valueOf(operator.getKey())) {
            case "$exists" -> !Boolean.FALSE.equals(operator.getValue());
            case "$ne" -> operator.getValue() == null;
            case "$nin" ->
                operator.getValue() instanceof List<?> none && none.stream().allMatch(one -> one == null);
            case "$gt", "$gte" -> operator.getValue() == null || MongoReader.LEAST.equals(operator.getValue());
            case "$lt", "$lte" -> MongoReader.GREATEST.equals(operator.getValue());
            default -> false;
        });
    }
}
