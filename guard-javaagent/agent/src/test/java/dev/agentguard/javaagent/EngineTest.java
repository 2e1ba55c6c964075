package dev.agentguard.javaagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Guard;
import dev.agentguard.config.GuardConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

    private static final String DELETE = "{\"query\":\"mutation { volumeDelete(volumeId: \\\"v1\\\") }\"}";
    private static final String WRITE = "{\"text\":\"a\"}";

    @TempDir
    private Path directory;

    private Guard guard;
    private Engine engine;

    @BeforeEach
    void start() throws IOException {
        Path config = Files.writeString(
                directory.resolve("guard.yaml"),
                "version: 1\nagent:\n  environments: [staging]\nenvironments:\n  staging: {}\n");
        guard = Guard.builder()
                .config(GuardConfig.load(config, true))
                .wireGuarded(true)
                .build();
        engine = new Engine(guard, new SqlCalls(guard, false), Map.of());
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void call_unknownVerb_isAnError() {
        assertThatThrownBy(() -> engine.call("tool.chek", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine.on("nothing")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void http_readProceeds_deletionDoesNot() {
        assertThat(http("https://backboard.railway.com/graphql/v2", "{\"query\":\"{ me { id } }\"}", ""))
                .containsEntry("proceeds", true);
        assertThat(http("https://backboard.railway.com/graphql/v2", DELETE, ""))
                .containsEntry("proceeds", false)
                .hasEntrySatisfying(
                        "message", text -> assertThat(text).asString().contains("railway:volumeDelete"));
    }

    @Test
    void wire_knowsTheToolCallOfItsThread_untilThatEnds() throws InterruptedException {
        assertThat(context()).isEqualTo("WIRE application");
        String outer = tool("outer-session");
        assertThat(context()).isEqualTo("WIRE_IN_TOOL outer-session");
        String inner = tool("inner-session");
        assertThat(context()).isEqualTo("WIRE_IN_TOOL inner-session");
        done(inner, "inner-session");
        assertThat(context()).isEqualTo("WIRE_IN_TOOL outer-session");
        String[] elsewhere = new String[1];
        Thread other = new Thread(() -> elsewhere[0] = context());
        other.start();
        other.join();
        assertThat(elsewhere[0]).isEqualTo("WIRE application");
        Thread end = new Thread(() -> done(outer, "outer-session"));
        end.start();
        end.join();
        assertThat(context()).isEqualTo("WIRE application");
    }

    @Test
    void redirect_isJudgedForWhoSentTheFirstRequest() {
        assertThat(http("https://example.org/", WRITE, "WIRE_IN_TOOL s 1"))
                .containsEntry("context", "WIRE_IN_TOOL s 1");
    }

    @Test
    void tokenInAToolResult_isFoundFromThenOn() {
        String token = "rw_Fe7Kq29dTzLmVx84NpYw31BsUcHg60aR";
        assertThat(write(token)).containsEntry("proceeds", true);
        String id = tool("s");
        engine.call(
                "tool.done",
                Map.of("id", id, "session", "s", "tool", "readFile", "outcome", "SUCCEEDED", "text", "TOKEN=" + token));
        assertThat(write(token)).containsEntry("proceeds", false);
    }

    @Test
    void toolCheck_malformedMessage_isRefused_notAnException() {
        for (Map<String, Object> declaration : List.<Map<String, Object>>of(
                Map.of("parameters", List.of(Map.of("name", "a", "role", "NOTHING"))),
                Map.of("reversibility", "HARMLESS", "parameters", List.of("x")))) {
            Map<String, Object> message = new HashMap<>();
            message.put("session", "s");
            message.put("tool", "listVolumes");
            message.put("arguments", Map.of());
            message.put("declaration", declaration);
            assertThat(engine.call("tool.check", message)).containsEntry("proceeds", false);
        }
    }

    private Map<String, Object> write(String token) {
        Map<String, Object> message = request("https://notes.example.org/", WRITE);
        message.put(
                "headers",
                Map.of("Authorization", List.of("Bearer " + token), "Content-Type", List.of("application/json")));
        return engine.call("http.check", message);
    }

    private String context() {
        return (String) http("https://example.org/", "", "").get("context");
    }

    private Map<String, Object> http(String url, String body, String context) {
        Map<String, Object> message = request(url, body);
        message.put("context", context);
        return engine.call("http.check", message);
    }

    private static Map<String, Object> request(String url, String body) {
        Map<String, Object> message = new HashMap<>();
        message.put("method", body.isEmpty() ? "GET" : "POST");
        message.put("url", url);
        message.put("headers", Map.of("Content-Type", List.of("application/json")));
        message.put("body", body.getBytes(StandardCharsets.UTF_8));
        message.put("notInspected", "");
        return message;
    }

    private String tool(String session) {
        Map<String, Object> answer =
                engine.call("tool.check", Map.of("session", session, "tool", "listVolumes", "arguments", Map.of()));
        assertThat(answer).containsEntry("proceeds", true);
        return (String) answer.get("id");
    }

    private void done(String id, String session) {
        engine.call(
                "tool.done",
                Map.of("id", id, "session", session, "tool", "listVolumes", "outcome", "SUCCEEDED", "text", ""));
    }
}
