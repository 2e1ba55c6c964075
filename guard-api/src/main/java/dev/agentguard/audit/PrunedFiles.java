package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The files that the record says were removed because they were old. Not safe for use by threads. */
final class PrunedFiles {

    private static final int MOST = 100_000;

    private final Set<String> names = new HashSet<>();

    /** Takes note of a line; one that names files which were not old enough says nothing about them. */
    void take(JsonNode line) {
        try {
            Instant before = Instant.parse(line.path("time").asText("")).minus(AuditRetention.SHORTEST);
            for (JsonNode file : line.path("files")) {
                Instant start = AuditDirectory.start(file.asText(""));
                if (start != null && start.isBefore(before) && names.size() < MOST) {
                    names.add(file.asText());
                }
            }
        } catch (DateTimeException e) {
            return; // it is no line of the record then, which the chain says
        }
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
