package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Kafka's admin client, with the real agent and a broker that speaks the protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTest {

    private static final String REFUSED = "failure java.util.concurrent.ExecutionException"
            + " org.apache.kafka.common.errors.PolicyViolationException dev.agentguard.bridge.RefusedException |";

    @TempDir
    private static Path directory;

    private Stream<Platform> everyPlatform() {
        return Platform.of("kafka");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void readsAndCreationsRun_andWhatDestroysIsNeverSent(Platform platform) {
        try (KafkaBroker broker = new KafkaBroker();
                ChildJvm app = start(platform, "enforce", broker)) {
            assertThat(app.ask("create orders")).isEqualTo("done ok");
            assertThat(app.ask("list")).isEqualTo("done [orders]");
            for (String way : List.of(
                    "delete orders",
                    "delete-later orders",
                    "records orders -1",
                    "groups billing",
                    "setting orders retention.ms")) {
                assertThat(app.ask(way)).as(way).startsWith(REFUSED).contains("IRREVERSIBLE");
            }
            assertThat(List.of(
                            ApiKeys.DELETE_TOPICS,
                            ApiKeys.DELETE_RECORDS,
                            ApiKeys.DELETE_GROUPS,
                            ApiKeys.FIND_COORDINATOR,
                            ApiKeys.INCREMENTAL_ALTER_CONFIGS))
                    .noneMatch(broker::was);
            assertThat(broker.topics()).containsExactly("orders");
            // goes through, and the broker says no
            assertThat(app.ask("setting orders segment.ms"))
                    .contains("PolicyViolationException")
                    .doesNotContain("RefusedException");
            assertThat(broker.was(ApiKeys.INCREMENTAL_ALTER_CONFIGS)).isTrue();
            assertThat(app.ask("list")).isEqualTo("done [orders]");
            assertThat(app.err()).doesNotContain("guard: failed");
        }
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void monitorMode_stopsNothing(Platform platform) {
        assumeTrue(Boolean.getBoolean("guard.test.matrix"), "takes another JVM");
        try (KafkaBroker broker = new KafkaBroker();
                ChildJvm app = start(platform, "monitor", broker)) {
            assertThat(app.ask("create orders")).isEqualTo("done ok");
            assertThat(app.ask("delete orders")).isEqualTo("done null");
            assertThat(broker.topics()).isEmpty();
            assertThat(app.err()).doesNotContain("guard: failed");
        }
    }

    private static ChildJvm start(Platform platform, String mode, KafkaBroker broker) {
        String name = "kafka-" + platform.jdk().release() + "-" + platform.version() + "-" + mode;
        String server = "127.0.0.1:" + broker.port();
        return ChildJvm.on(platform.jdk())
                .agent(Configurations.text(
                        directory,
                        name,
                        List.of(
                                "version: 1",
                                "store: store-" + name,
                                "mode: " + mode,
                                "application: {databases: [\"kafka://" + server + "\"]}")))
                .classPath(GuardJar.applications())
                .classPath(platform.libraries())
                .main("app.KafkaApp", server)
                .start()
                .ready();
    }
}
