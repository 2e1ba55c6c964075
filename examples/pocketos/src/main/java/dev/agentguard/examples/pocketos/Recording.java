package dev.agentguard.examples.pocketos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Guard's record as a person reads it. */
final class Recording {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROVIDER = "railway:";
    private static final int SHORT_ID = 8;

    private final List<JsonNode> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private Recording() {}

    static Recording of(Path store) {
        Recording recording = new Recording();
        if (!Files.isDirectory(store)) {
            return recording;
        }
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    recording.lines.add(JSON.readTree(line));
                    recording.text.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        recording.lines.sort(Comparator.comparing(line -> line.path("time").asText()));
        return recording;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** How many actions on Railway were decided; a tool whose request is judged on the wire is not one. */
    int decisions() {
        return (int) lines.stream()
                .filter(Recording::isDecision)
                .filter(line -> operation(line).startsWith(PROVIDER))
                .count();
    }

    boolean contains(String secret) {
        return text.indexOf(secret) >= 0;
    }

    /** One row for each decision, with its outcome. */
    List<List<String>> rows() {
        Map<String, String> outcomes = new HashMap<>();
        lines.stream()
                .filter(line -> line.path("kind").asText().equals("OUTCOME"))
                .forEach(line -> outcomes.put(
                        line.path("id").asText(), line.path("outcome").asText()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("time", "where", "decision", "operation", "lives in", "first reason", "then"));
        for (JsonNode line : lines) {
            if (isDecision(line)) {
                rows.add(row(line, outcomes.getOrDefault(line.path("id").asText(), "")));
            }
        }
        return rows;
    }

    private static List<String> row(JsonNode line, String outcome) {
        JsonNode effect = line.path("effects").path(0);
        return List.of(
                line.path("time").asText().replaceAll(".*T|\\..*|Z", ""),
                line.path("origin").asText().equals("TOOL") ? "tool" : "wire",
                line.path("decision").path("verdict").asText(),
                (operation(line).replace(PROVIDER, "") + " "
                                + shortened(effect.path("resource").path("id").asText()))
                        .strip(),
                place(effect.path("location")),
                line.path("decision").path("reasons").path(0).path("rule").asText("-"),
                then(line, outcome));
    }

    private static String then(JsonNode line, String outcome) {
        String approval = line.path("approval").asText();
        if (!line.path("proceeds").asBoolean()) {
            return approval.isEmpty() ? "held back" : "waits, " + approval;
        }
        return "ran, " + (approval.isEmpty() ? outcome.toLowerCase(Locale.ROOT) : "approved " + approval);
    }

    private static String operation(JsonNode line) {
        return line.path("effects").path(0).path("operation").asText();
    }

    private static String place(JsonNode location) {
        if (location.path("proven").isArray()) {
            return StreamSupport.stream(location.path("proven").spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        return location.has("unknown") ? "unknown" : "undeclared";
    }

    private static String shortened(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }

    private static boolean isDecision(JsonNode line) {
        return line.path("kind").asText().equals("DECISION");
    }
}
