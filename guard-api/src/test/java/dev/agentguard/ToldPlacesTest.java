package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools without annotations whose arguments say where they go. */
class ToldPlacesTest {

    private static final String DECLARED = """
            version: 1
            agent: {environments: [stage]}
            environments:
              stage:
                hosts: ["*.stage.example.com"]
                kubernetes: [{context: gke_stage}]
                aws: [{profile: shop-stage}]
              live:
                protected: true
                hosts: ["*.live.example.com"]
                kubernetes: [{context: gke_live}]
                aws: [{account: "111122223333", profile: shop-live}]
              preview: {disposable: true}
            """;

    @TempDir
    Path directory;

    private Decision decision(String tool, Map<String, Object> arguments) throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), DECLARED);
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            return guard.check(
                            new ToolCall(tool, "", arguments, ToolDeclaration.none()),
                            new CallContext("s", Origin.TOOL))
                    .decision();
        }
    }

    @Test
    void aWriteThatIsToldToGoElsewhereIsDenied() throws IOException {
        assertThat(decision("restartService", Map.of("service", "api", "environment", "live")))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("restartService", Map.of("service", "api", "target", Map.of("env", "live"))))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("scaleDeployment", Map.of("context", "gke_live", "name", "api", "replicas", 0)))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("startInstance", Map.of("profile", "shop-live", "id", "i-1")))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("updateConfig", Map.of("host", "db.live.example.com", "key", "a")))
                .isInstanceOf(Decision.Deny.class);
    }

    @Test
    void aWriteThatIsToldToGoWhereItMayPasses() throws IOException {
        assertThat(decision("restartService", Map.of("service", "api", "environment", "stage")))
                .isInstanceOf(Decision.Allow.class);
        assertThat(decision("scaleDeployment", Map.of("context", "gke_stage", "name", "api")))
                .isInstanceOf(Decision.Allow.class);
        assertThat(decision("restartService", Map.of("service", "live"))).isInstanceOf(Decision.Allow.class);
    }

    @Test
    void whatIsReadOrWrittenAboutAnEnvironmentPasses() throws IOException {
        assertThat(decision("getMetrics", Map.of("environment", "live"))).isInstanceOf(Decision.Allow.class);
        assertThat(decision("createTicket", Map.of("environment", "live", "title", "disk full")))
                .isInstanceOf(Decision.Allow.class);
    }

    @Test
    void anArgumentProvesNothing() throws IOException {
        assertThat(decision("deleteVolume", Map.of("id", "v1", "environment", "preview")))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decision("deleteVolume", Map.of("id", "v1", "environment", "stage")))
                .isInstanceOf(Decision.Deny.class);
    }
}
