package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.audit.AuditTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows who acted lately and what came of it. */
final class Sessions {

    private static final int LATEST = 5_000;

    private final AuditTrail trail;

    Sessions(Path directory) {
        this.trail = new AuditTrail(directory);
    }

    Object list(JsonNode asked, Visitor visitor) throws IOException {
        Map<String, Counts> sessions = new LinkedHashMap<>();
        for (JsonNode line : trail.latest(LATEST)) {
            if (line.path("kind").asText().equals("DECISION")) {
                String session = line.path("session").asText();
                Counts counts = sessions.remove(session);
                sessions.put(session, (counts == null ? new Counts() : counts).with(line));
            }
        }
        List<Object> shown = new ArrayList<>();
        sessions.forEach((session, counts) -> shown.add(counts.json(session)));
        Collections.reverse(shown);
        return Map.of("sessions", shown);
    }

    private static final class Counts {
        private int ran;
        private int irreversible;
        private int held;
        private int refused;
        private String last = "";

        Counts with(JsonNode line) {
            boolean proceeds = line.path("proceeds").asBoolean();
            ran += proceeds ? 1 : 0;
            irreversible += proceeds && line.path("irreversible").asBoolean() ? 1 : 0;
            held += !proceeds && line.has("approval") ? 1 : 0;
            refused += !proceeds && !line.has("approval") ? 1 : 0;
            last = line.path("time").asText();
            return this;
        }

        Object json(String session) {
            return Map.of(
                    "session", session,
                    "ran", ran,
                    "irreversible", irreversible,
                    "held", held,
                    "refused", refused,
                    "last", last);
        }
    }
}
