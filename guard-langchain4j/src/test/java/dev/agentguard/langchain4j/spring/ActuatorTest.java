package dev.agentguard.langchain4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.decision.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ActuatorTest {

    @TempDir
    Path folder;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }

    @Test
    void the_endpoint_shows_how_guard_is_set_up_and_what_waits() {
        try (ConfigurableApplicationContext application = run(folder.resolve("store"))) {
            GuardEndpoint endpoint = application.getBean(GuardEndpoint.class);
            assertThat(endpoint.state())
                    .containsEntry("mode", "enforce")
                    .containsEntry("configuration", "`guard.*` properties")
                    .containsEntry("trusted", true)
                    .containsEntry("pendingApprovals", 0)
                    .containsEntry("problems", List.of());

            delete(application);

            assertThat(endpoint.state()).containsEntry("pendingApprovals", 1);
        }
    }

    @Test
    void health_is_up_while_guard_can_ask_and_record_and_down_when_it_cannot() throws IOException {
        try (ConfigurableApplicationContext application = run(folder.resolve("store"))) {
            assertThat(health(application).getStatus()).isEqualTo(Status.UP);
        }
        Path file = Files.createFile(folder.resolve("file"));
        try (ConfigurableApplicationContext application = run(file.resolve("store"))) {
            assertThat(health(application).getStatus()).isEqualTo(Status.DOWN);
            assertThat(health(application).getDetails().get("problems"))
                    .asString()
                    .contains("the store")
                    .contains("cannot be written");
        }
    }

    @Test
    void judgements_are_timed_by_verdict_and_reversibility() {
        try (ConfigurableApplicationContext application = run(folder.resolve("store"))) {
            delete(application);
            delete(application);
            check(application, "showVolume", "READ_ONLY");

            MeterRegistry registry = application.getBean(MeterRegistry.class);
            Timer asked = registry.get("guard.decisions")
                    .tags("verdict", "ask", "reversibility", "irreversible", "proceeds", "false")
                    .timer();
            assertThat(asked.count()).isEqualTo(2);
            Timer allowed = registry.get("guard.decisions")
                    .tags("verdict", "allow", "reversibility", "read_only", "proceeds", "true")
                    .timer();
            assertThat(allowed.count()).isEqualTo(1);
            assertThat(registry.find("guard.decisions").timers()).hasSize(2);
        }
    }

    private static org.springframework.boot.actuate.health.Health health(ConfigurableApplicationContext application) {
        return application
                .getBean("guardHealthIndicator", HealthIndicator.class)
                .health();
    }

    private static void delete(ConfigurableApplicationContext application) {
        check(application, "deleteVolume", "IRREVERSIBLE");
    }

    private static void check(ConfigurableApplicationContext application, String tool, String reversibility) {
        ToolCall call = new ToolCall(tool, "", Map.of(), new ToolDeclaration(reversibility, "", false, List.of()));
        application.getBean(Guard.class).check(call, new CallContext("session", Origin.TOOL));
    }

    private static ConfigurableApplicationContext run(Path store) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .run(
                        "--guard.store=" + store,
                        "--spring.jmx.enabled=true",
                        "--management.endpoints.jmx.exposure.include=guard");
    }
}
