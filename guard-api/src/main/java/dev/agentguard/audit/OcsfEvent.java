package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the record as events of class API Activity (6003) of the Open Cybersecurity Schema Framework 1.3, with the
 * profile Security Control. What the schema has no place for stands in {@code unmapped}.
 */
final class OcsfEvent {

    private static final String VERSION = "1.3.0";
    private static final int CLASS = 6003;
    private static final int READ = 2;
    private static final int OTHER = 99;

    private OcsfEvent() {}

    /** Returns the event, or null if the line is none that a system that looks for incidents asks for. */
    static @Nullable ObjectNode of(JsonNode line, String file) {
        return switch (line.path("kind").asText("")) {
            case "DECISION" -> decision(line, file);
            case "OUTCOME" -> outcome(line, file);
            case "FREEZE", "THAW", "BREAK_GLASS" -> switched(line, file);
            default -> null;
        };
    }

    private static ObjectNode decision(JsonNode line, String file) {
        boolean proceeds = line.path("proceeds").asBoolean();
        boolean irreversible = line.path("irreversible").asBoolean();
        JsonNode effects = line.path("effects");
        boolean reads = effects.size() > 0;
        for (JsonNode effect : effects) {
            reads &= effect.path("reversibility").asText("").equals("READ_ONLY");
        }
        String operation = effects.path(0).path("operation").asText("unknown");
        int severity = !proceeds ? 3 : irreversible ? 4 : 1;
        ObjectNode event = event(line, file, reads ? READ : OTHER, operation, severity);
        event.put("action_id", proceeds ? 1 : 2).put("disposition_id", proceeds ? 1 : 2);
        event.put("status_id", proceeds ? 0 : 2);
        event.putObject("policy").put("uid", line.path("policy").asText(""));
        StringBuilder message = new StringBuilder();
        for (JsonNode reason : line.path("decision").path("reasons")) {
            message.append(message.isEmpty() ? "" : "; ")
                    .append(reason.path("text").asText(""))
                    .append(" [")
                    .append(reason.path("rule").asText(""))
                    .append(']');
        }
        event.put("message", message.toString());
        ArrayNode resources = event.putArray("resources");
        for (JsonNode effect : effects) {
            ObjectNode resource = resources
                    .addObject()
                    .put("type", effect.path("resource").path("type").asText(""));
            JsonNode id = effect.path("resource").path("id");
            if (id.isTextual()) {
                resource.put("uid", id.asText());
            }
        }
        String host = effects.path(0).path("host").asText("");
        if (!host.isEmpty()) {
            event.putObject("dst_endpoint").put("hostname", host);
        }
        ObjectNode unmapped = event.putObject("unmapped");
        unmapped.put("verdict", line.path("decision").path("verdict").asText(""));
        for (String field : new String[] {"origin", "approval", "approver"}) {
            if (line.path(field).isTextual()) {
                unmapped.put(field, line.path(field).asText());
            }
        }
        return event;
    }

    private static ObjectNode outcome(JsonNode line, String file) {
        String outcome = line.path("outcome").asText("");
        ObjectNode event = event(line, file, OTHER, "outcome", 1);
        event.put("status_id", outcome.equals("SUCCEEDED") ? 1 : outcome.equals("FAILED") ? 2 : 0);
        return event.put("message", "outcome: " + outcome);
    }

    private static ObjectNode switched(JsonNode line, String file) {
        String kind = line.path("kind").asText();
        ObjectNode event = event(line, file, OTHER, kind, 4);
        ((ObjectNode) event.path("actor"))
                .putObject("user")
                .put("name", line.path("by").asText(""));
        return event.put(
                "message",
                kind + " of " + line.path("scope").asText("") + ": "
                        + line.path("reason").asText(""));
    }

    private static ObjectNode event(JsonNode line, String file, int activity, String operation, int severity) {
        ObjectNode event = AuditJson.object()
                .put("category_uid", CLASS / 1_000)
                .put("class_uid", CLASS)
                .put("activity_id", activity)
                .put("type_uid", CLASS * 100 + activity)
                .put("severity_id", severity)
                .put("time", Instant.parse(line.path("time").asText("")).toEpochMilli());
        if (activity == OTHER) {
            event.put("activity_name", operation);
        }
        ObjectNode metadata = event.putObject("metadata")
                .put("version", VERSION)
                .put("uid", file + ":" + line.path("seq").asLong())
                .put("correlation_uid", line.path("id").asText(""));
        metadata.putObject("product").put("vendor_name", "Guard").put("name", "Guard");
        metadata.putArray("profiles").add("security_control");
        ObjectNode actor = event.putObject("actor").put("app_name", "guarded JVM");
        if (line.path("session").isTextual()) {
            actor.putObject("session").put("uid", line.path("session").asText());
        }
        event.putObject("api").put("operation", operation);
        event.putObject("src_endpoint").put("name", "guarded JVM").put("uid", file);
        return event;
    }
}
