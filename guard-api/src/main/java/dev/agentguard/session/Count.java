package dev.agentguard.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the file of counts.
 *
 * @param id the action's id, by which it is taken back; empty if it cannot be any more
 * @param measure what was counted
 * @param currency of money its currency, or null
 * @param session the session
 * @param time when
 * @param value how much; null takes back what the action was counted for, negative sets the session back
 */
record Count(
        String id,
        Budget.Measure measure,
        @Nullable String currency,
        String session,
        Instant time,
        @Nullable BigDecimal value) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 4_096;
    private static final BigDecimal RESET = BigDecimal.ONE.negate();

    static Count back(String id, Instant now) {
        return new Count(id, Budget.Measure.IRREVERSIBLE, null, "", now, null);
    }

    static Count reset(Budget.Measure measure, String session, Instant now) {
        return new Count("", measure, null, session, now, RESET);
    }

    boolean isReset() {
        return value != null && value.signum() < 0;
    }

    String line() {
        ObjectNode json = JSON.createObjectNode()
                .put("id", id)
                .put("measure", measure.name())
                .put("session", session)
                .put("time", time.toString());
        if (value != null) {
            json.put("value", value.toPlainString());
        }
        if (currency != null) {
            json.put("currency", currency);
        }
        return json.toString();
    }

    static Count of(String line) throws IOException {
        if (line.length() > LONGEST) {
            throw new IOException("a line is longer than " + LONGEST + " characters");
        }
        try {
            JsonNode json = JSON.readTree(line);
            String value = json.path("value").asText("");
            return new Count(
                    json.path("id").asText(""),
                    Budget.Measure.valueOf(json.path("measure").asText("")),
                    json.hasNonNull("currency") ? json.get("currency").asText() : null,
                    json.path("session").asText(""),
                    Instant.parse(json.path("time").asText("")),
                    value.isEmpty() ? null : decimal(value));
        } catch (JsonProcessingException e) {
            throw new IOException("a line is no JSON", e);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new IOException("a line is no count", e);
        }
    }

    private static BigDecimal decimal(String text) throws IOException {
        if (text.length() > 40 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
            throw new IOException("a line is no count");
        }
        return new BigDecimal(text);
    }
}
