package dev.agentguard.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.audit.AuditReport;
import dev.agentguard.audit.AuditTrail;
import dev.agentguard.audit.AuditVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Shows the record: its latest lines, what is looked for in it, and whether it verifies. */
final class Timeline {

    private static final int LATEST = 200;
    private static final int FOUND = 500;

    private final Path directory;
    private final AuditTrail trail;
    private final Semaphore heavy = new Semaphore(1);

    Timeline(Path directory) {
        this.directory = directory;
        this.trail = new AuditTrail(directory);
    }

    Object latest(JsonNode asked, Visitor visitor) throws IOException {
        return Map.of("lines", trail.latest(LATEST));
    }

    Object find(JsonNode asked, Visitor visitor) throws RefusedException, IOException {
        return alone(() -> {
            AuditTrail.Found found = trail.find(asked.path("text").asText(), FOUND);
            return Map.of("lines", found.lines(), "whole", found.whole());
        });
    }

    Object verify(JsonNode asked, Visitor visitor) throws RefusedException, IOException {
        if (!Files.isDirectory(directory)) {
            return Map.of("verifies", true, "lines", 0, "messages", List.of());
        }
        return alone(() -> {
            AuditReport report = AuditVerifier.verify(directory);
            return Map.of(
                    "verifies",
                    report.intact(),
                    "lines",
                    report.lines(),
                    "messages",
                    report.messages().stream().limit(FOUND).toList());
        });
    }

    private Object alone(Reading reading) throws RefusedException, IOException {
        if (!heavy.tryAcquire()) {
            throw new RefusedException(429, "the record is being read for another page; try again");
        }
        try {
            return reading.read();
        } finally {
            heavy.release();
        }
    }

    private interface Reading {
        Object read() throws IOException;
    }
}
