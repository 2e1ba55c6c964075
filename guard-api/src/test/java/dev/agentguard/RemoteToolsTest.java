package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that run at a provider are said, recorded and shown once each, and stop nothing. */
class RemoteToolsTest {

    private static final CallContext WIRE = new CallContext("s", Origin.WIRE);

    @TempDir
    Path directory;

    private Guard guard;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\nstore: store\n");
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
        CapturedLog.clear();
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void each_tool_of_a_host_is_said_recorded_and_shown_once() throws IOException {
        String search = "{\"tools\": [{\"type\": \"web_search_20250305\"}]}";
        String both = "{\"tools\": [{\"type\": \"web_search_20250305\"}, {\"type\": \"code_execution_20250825\"}]}";

        assertThat(asks("https://api.anthropic.com/v1/messages", search)).isTrue();
        assertThat(asks("https://api.anthropic.com/v1/messages", search)).isTrue();
        assertThat(asks("https://api.anthropic.com/v1/messages", both)).isTrue();
        assertThat(asks("https://gateway.example/v1/messages", search)).isTrue();

        List<String> said = CapturedLog.lines()
                .lines()
                .filter(line -> line.contains("is given"))
                .toList();
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).startsWith("WARN").contains("`api.anthropic.com`", "`web_search_20250305`");
        assertThat(guard.status().unseenTools())
                .containsExactly(
                        "code_execution_20250825 at api.anthropic.com",
                        "web_search_20250305 at api.anthropic.com",
                        "web_search_20250305 at gateway.example");
        guard.flush();
        assertThat(record().filter(line -> line.contains("MODEL_TOOLS")))
                .hasSize(3)
                .anyMatch(line -> line.contains("\"tools\":[\"code_execution_20250825\"]"));
    }

    @Test
    void what_is_called_here_is_not_said() {
        assertThat(asks(
                        "https://api.openai.com/v1/chat/completions",
                        "{\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"web_search\"}}]}"))
                .isTrue();

        assertThat(guard.status().unseenTools()).isEmpty();
    }

    @Test
    void configured_model_is_said_too() {
        guard.modelConfigured("OPEN_AI", Map.of("tools", List.of(Map.of("type", "computer_use_preview"))));

        assertThat(guard.status().unseenTools()).containsExactly("computer_use_preview at OPEN_AI");
        assertThat(CapturedLog.lines()).contains("this application carries out without a tool call");
    }

    private boolean asks(String url, String body) {
        Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));
        return guard.check(new HttpCall("POST", url, json, Body.of(body)), WIRE).proceeds();
    }

    private Stream<String> record() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            StringBuilder all = new StringBuilder();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                all.append(Files.readString(file));
            }
            return all.toString().lines();
        }
    }
}
