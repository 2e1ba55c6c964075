package dev.agentguard.scope.railway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.resilience.CallFailedException;
import org.jspecify.annotations.Nullable;

/** Reads fields of an answer; one that is missing or of another type than the schema says is no answer. */
final class Answers {

    private Answers() {}

    static JsonNode object(JsonNode parent, String field) throws CallFailedException {
        JsonNode node = parent.get(field);
        if (node == null || !node.isObject()) {
            throw unexpected(field);
        }
        return node;
    }

    static JsonNode array(JsonNode parent, String field) throws CallFailedException {
        JsonNode node = parent.get(field);
        if (node == null || !node.isArray()) {
            throw unexpected(field);
        }
        return node;
    }

    static String text(JsonNode parent, String field) throws CallFailedException {
        JsonNode node = parent.get(field);
        if (node == null || !node.isTextual() || node.textValue().isEmpty()) {
            throw unexpected(field);
        }
        return node.textValue();
    }

    static @Nullable String textOrNull(JsonNode parent, String field) throws CallFailedException {
        JsonNode node = parent.get(field);
        return node == null || node.isNull() ? null : text(parent, field);
    }

    static boolean bool(JsonNode parent, String field) throws CallFailedException {
        JsonNode node = parent.get(field);
        if (node == null || !node.isBoolean()) {
            throw unexpected(field);
        }
        return node.booleanValue();
    }

    private static CallFailedException unexpected(String field) {
        return new CallFailedException(
                "railway answered something else than was asked: `" + field + "` is missing or of another type", false);
    }
}
