package dev.agentguard.effect.http;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request in every way that a server may read it.
 *
 * @param type what the request says it is
 * @param unread why the body could not be looked at, or null
 * @param text the body as text
 * @param json the body as JSON, or null if it does not look like JSON
 * @param form the body's fields as a form; empty if it is none
 * @param problem why the structure of the body could not be read with certainty, or null
 */
record Content(
        MediaType type,
        @Nullable String unread,
        String text,
        @Nullable JsonBody json,
        Map<String, @Nullable Object> form,
        @Nullable String problem) {

    static Content of(HttpCall call, Limits limits) {
        MediaType type = MediaType.of(call);
        Body body = ContentCoding.decoded(call, limits);
        String unread = body.notInspected();
        if (unread != null || body.isEmpty()) {
            return new Content(type, unread, "", null, Map.of(), null);
        }
        BodyText decoded = BodyText.of(body.bytes(), type.charset());
        String text = decoded.text();
        JsonBody json = JsonBody.looksLike(text) && !type.isMultipart() ? JsonBody.of(text, limits) : null;
        Map<String, @Nullable Object> form = Map.of();
        if (type.isForm() || type.saysNothing()) {
            form = fields(text);
        }
        String problem = null;
        if (json != null) {
            problem = json.problem() != null ? json.problem() : decoded.problem();
        } else if (type.isForm() || type.isGraphQl()) {
            problem = decoded.problem();
        }
        return new Content(type, null, text, json, form, problem);
    }

    /** A text of JSON is a form with one odd name too; only fields that are more than that count. */
    private static Map<String, @Nullable Object> fields(String text) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(FormFields.of(text));
        fields.keySet().removeIf(JsonBody::looksLike);
        return fields;
    }

    boolean isEmpty() {
        return unread == null && text.isEmpty();
    }
}
