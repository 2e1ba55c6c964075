package dev.agentguard.scope;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which daemon the docker program of this machine talks to if nobody tells it: the variables and the file that it reads. */
final class DockerContext {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 1 << 20;

    private DockerContext() {}

    /** Returns whether it is the daemon of this machine; false also where that cannot be known. */
    static boolean isHere() {
        return isHere(System::getenv, Path.of(System.getProperty("user.home", ".")));
    }

    static boolean isHere(Function<String, @Nullable String> variables, Path home) {
        String host = variables.apply("DOCKER_HOST");
        if (host != null && !host.isEmpty()) {
            return host.startsWith("unix://") || host.startsWith("npipe://");
        }
        String context = variables.apply("DOCKER_CONTEXT");
        if (context != null && !context.isEmpty()) {
            return context.equals("default");
        }
        String directory = variables.apply("DOCKER_CONFIG");
        return isDefault((directory == null || directory.isEmpty() ? home.resolve(".docker") : Path.of(directory))
                .resolve("config.json"));
    }

    private static boolean isDefault(Path file) {
        try {
            if (!Files.exists(file)) {
                return true;
            }
            if (Files.size(file) > LARGEST) {
                return false;
            }
            JsonNode read = JSON.readTree(Files.readAllBytes(file));
            String current = read == null ? "" : read.path("currentContext").asText("");
            return current.isEmpty() || current.equals("default");
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }
}
