package dev.agentguard.effect.http;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Limits;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request in every way that a server may read it.
 *
 * @param type what the request says it is
 * @param unread why the body could not be looked at, or null
 * @param text the body as text
 * @param json the body as JSON, or null if it does not look like JSON
 * @param xml the body as XML, or null if it does not look like XML
 * @param parts the parts of a multipart body
 * @param form the body's fields as a form; empty if it is none
 * @param problem why the structure of the body could not be read with certainty, or null
 */
record Content(
        MediaType type,
        @Nullable String unread,
        String text,
        @Nullable JsonBody json,
        @Nullable XmlBody xml,
        List<Multipart.Part> parts,
        Map<String, @Nullable Object> form,
        @Nullable String problem) {

    static Content of(HttpCall call, Headers headers, RequestTarget target, TellingFields telling, Limits limits) {
        MediaType type = MediaType.of(headers);
        Body body = ContentCoding.decoded(call.body(), headers, limits);
        String unread = body.notInspected();
        if (unread != null || body.isEmpty()) {
            return new Content(type, unread, "", null, null, List.of(), Map.of(), null);
        }
        byte[] bytes = body.bytes();
        if (type.isGrpc() && bytes.length > 4 && bytes[0] >= 0 && bytes[0] <= 1) {
            return new Content(type, null, "", null, null, List.of(), Map.of(), null);
        }
        BodyText decoded = BodyText.of(bytes, type.charset());
        String text = decoded.text();
        if (type.isMultipart()) {
            return multipart(type, text, limits);
        }
        if (JsonBody.looksLike(text)) {
            Map<String, @Nullable Object> form = type.isForm() || type.saysNothing() ? fields(text, limits) : Map.of();
            JsonBody json = type.isLines() || target.takesLines()
                    ? JsonBody.lines(text, limits)
                    : decoded.isUtf8() && form.isEmpty()
                            ? JsonBody.of(text, bytes, telling, target.parameters(), limits)
                            : JsonBody.of(text, limits);
            String more = form.isEmpty() ? null : FormFields.problem(text, limits.fields());
            String problem = json.problem() != null ? json.problem() : more != null ? more : decoded.problem();
            return new Content(type, null, text, json, null, List.of(), form, problem);
        }
        if (type.isXml() || XmlBody.looksLike(text)) {
            XmlBody xml = XmlBody.of(text, limits);
            String problem = type.isXml() || type.saysNothing() || xml.isCut() ? xml.problem() : null;
            return new Content(type, null, text, null, xml, List.of(), Map.of(), problem);
        }
        boolean form = type.isForm() || type.saysNothing();
        String problem = form ? FormFields.problem(text, limits.fields()) : null;
        if (problem == null && (type.isForm() || type.isGraphQl() || type.isJson())) {
            problem = decoded.problem();
        }
        return new Content(type, null, text, null, null, List.of(), form ? fields(text, limits) : Map.of(), problem);
    }

    private static Content multipart(MediaType type, String text, Limits limits) {
        Multipart read = Multipart.of(text, type.parameter("boundary"), limits);
        PartFields fields = new PartFields(limits);
        read.parts().forEach(fields::add);
        String problem = read.problem() != null ? read.problem() : fields.problem();
        return new Content(type, null, text, null, null, read.parts(), fields.fields(), problem);
    }

    /** A text of JSON is a form with one odd name too; only fields that are more than that count. */
    private static Map<String, @Nullable Object> fields(String text, Limits limits) {
        if (JsonBody.looksLike(text) && text.indexOf('&') < 0) {
            return Map.of();
        }
        Map<String, @Nullable Object> fields = FormFields.of(text, limits.fields());
        fields.keySet().removeIf(JsonBody::looksLike);
        return fields;
    }

    /** Whether it is JSON of which no field says what the request does. */
    boolean isQuietJson() {
        return json != null && json.isQuiet();
    }

    boolean isEmpty() {
        return unread == null && text.isEmpty();
    }
}
