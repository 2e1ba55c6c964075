package dev.agentguard.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.effect.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A line of the file of uses: one use, or that those of an action are taken back. */
final class UseJson {

    private static final JsonMapper JSON = new JsonMapper();

    private UseJson() {}

    static String write(Use use) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", use.id())
                .put("quota", use.quota())
                .put("session", use.session())
                .put("time", use.time().toString())
                .put("resource", use.resource())
                .put("value", use.value().toPlainString());
        Quantity.Measure measure = use.measure();
        if (measure != null) {
            json.put("measure", measure.name());
        }
        if (use.currency() != null) {
            json.put("currency", use.currency());
        }
        if (use.minor()) {
            json.put("minor", true);
        }
        if (use.part()) {
            json.put("part", true);
        }
        return json.toString();
    }

    static String back(String id) {
        return JSON.createObjectNode().put("back", id).toString();
    }

    static String reset(String quota, String by, Instant now) {
        return JSON.createObjectNode()
                .put("reset", quota)
                .put("by", by)
                .put("time", now.toString())
                .toString();
    }

    /** Returns the id of the quota that a line sets back, or null if it is something else. */
    static @Nullable String reset(JsonNode line) {
        return line.hasNonNull("reset") ? line.get("reset").asText() : null;
    }

    /** Returns the id of the action that a line takes back, or null if it is a use. */
    static @Nullable String back(JsonNode line) {
        return line.hasNonNull("back") ? line.get("back").asText() : null;
    }

    static JsonNode parse(String line) throws IOException {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("a line is not valid JSON", e);
        }
    }

    static Use use(JsonNode line) throws IOException {
        try {
            String measure = line.path("measure").asText("");
            return new Use(
                    line.path("id").asText(""),
                    line.path("quota").asText(""),
                    line.path("session").asText(""),
                    Instant.parse(line.path("time").asText("")),
                    line.path("resource").asText(""),
                    measure.isEmpty() ? null : Quantity.Measure.valueOf(measure),
                    new BigDecimal(line.path("value").asText("")),
                    line.hasNonNull("currency") ? line.get("currency").asText() : null,
                    line.path("minor").asBoolean(false),
                    line.path("part").asBoolean(false));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("a line is no use", e);
        }
    }
}
