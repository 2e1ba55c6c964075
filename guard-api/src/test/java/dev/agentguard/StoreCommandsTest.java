package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.StoreCommand;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.effect.store.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to Redis, MongoDB and Kafka through the whole flow. */
class StoreCommandsTest {

    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final CallContext WIRE = new CallContext("app", Origin.WIRE);

    private static final List<StoreCommand> ORDINARY = List.of(
            Commands.redis("SET a 1"),
            Commands.redis("DEL a b"),
            Commands.redis("EXPIRE a 10"),
            Commands.redis("LPOP queue"),
            Commands.redis("EVALSHA abc 1 lock"),
            Commands.mongo("{\"insert\":\"orders\"}"),
            Commands.mongo("{\"delete\":\"orders\",\"deletes\":[{\"q\":{\"_id\":\"?\"},\"limit\":1}]}"),
            Commands.mongo("{\"delete\":\"orders\",\"deletes\":[{\"q\":{\"a\":\"?\"},\"limit\":0}]}"),
            Commands.mongo("{\"createIndexes\":\"orders\",\"indexes\":[{\"expireAfterSeconds\":1}]}"),
            Commands.kafka("deleteRecords", "{\"before\":{\"t-0\":5}}"),
            Commands.kafka("alterConsumerGroupOffsets", "{\"names\":[\"g\"]}"));

    private static final List<StoreCommand> CONTAINERS = List.of(
            Commands.redis("FLUSHALL"),
            Commands.redis("FLUSHDB"),
            Commands.redis("EVAL redis.call('FLUSHALL') 0"),
            Commands.redis("SHUTDOWN NOSAVE"),
            Commands.redis("CONFIG SET appendonly no"),
            Commands.redis("ACL DELUSER bob"),
            Commands.redis("NOSUCHCOMMAND"),
            Commands.mongo("{\"drop\":\"orders\"}"),
            Commands.mongo("{\"dropDatabase\":1}"),
            Commands.mongo("{\"dropIndexes\":\"orders\",\"index\":\"*\"}"),
            Commands.mongo("{\"delete\":\"orders\",\"deletes\":[{\"q\":{},\"limit\":0}]}"),
            Commands.mongo("{\"aggregate\":\"orders\",\"pipeline\":[{\"$out\":\"sums\"}]}"),
            Commands.mongo("{\"someNewCommand\":1}"),
            Commands.kafka("deleteTopics", "{\"names\":[\"orders\"]}"),
            Commands.kafka("deleteConsumerGroups", "{\"names\":[\"g\"]}"),
            Commands.kafka("deleteRecords", "{\"before\":{\"t-0\":-1}}"),
            Commands.kafka("incrementalAlterConfigs", "{\"settings\":{\"TOPIC a\":[\"retention.ms\"]}}"));

    @TempDir
    Path directory;

    private Guard unconfigured() {
        return Guard.builder()
                .config(GuardConfig.none().withStore(directory.resolve("store")))
                .build();
    }

    private Guard configured(String yaml) throws IOException {
        Path file = Files.writeString(
                directory.resolve("guard.yaml"), "version: 1\nstore: " + directory.resolve("own") + "\n" + yaml);
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private static Class<?> decision(Guard guard, StoreCommand command, CallContext context) {
        Verdict verdict = guard.check(command, context);
        if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        return verdict.decision().getClass();
    }

    @Test
    void withoutConfiguration_ordinaryWorkPasses_andContainersAreHeld() {
        try (Guard guard = unconfigured()) {
            assertThat(ORDINARY)
                    .allSatisfy(one -> assertThat(decision(guard, one, WIRE))
                            .as(one.name())
                            .isEqualTo(Decision.Allow.class));
            assertThat(CONTAINERS)
                    .allSatisfy(one -> assertThat(decision(guard, one, WIRE))
                            .as(one.name())
                            .isEqualTo(Decision.Ask.class));
        }
    }

    @Test
    void inAToolCall_whatCannotBeUndone_isAskedAbout() {
        try (Guard guard = unconfigured()) {
            for (CallContext context : List.of(TOOL, IN_TOOL)) {
                assertThat(decision(guard, Commands.redis("GET a"), context)).isEqualTo(Decision.Allow.class);
                assertThat(decision(guard, Commands.redis("SET a 1"), context)).isEqualTo(Decision.Allow.class);
                assertThat(decision(guard, Commands.redis("DEL a"), context)).isEqualTo(Decision.Ask.class);
                assertThat(decision(guard, Commands.redis("EVALSHA abc 0"), context))
                        .isEqualTo(Decision.Ask.class);
                assertThat(CONTAINERS)
                        .allSatisfy(
                                one -> assertThat(decision(guard, one, context)).isNotEqualTo(Decision.Allow.class));
            }
        }
    }

    @Test
    void withConfiguration_onlyDeclaredStoresAreTheApplications() throws IOException {
        String yaml = """
                application:
                  databases: ["redis://cache.internal", "mongodb://mongo.internal/shop", "kafka://kafka.internal"]
                """;
        try (Guard guard = configured(yaml)) {
            assertThat(ORDINARY)
                    .allSatisfy(one -> assertThat(decision(guard, one, WIRE))
                            .as(one.name())
                            .isEqualTo(Decision.Allow.class));
            assertThat(CONTAINERS)
                    .allSatisfy(one -> assertThat(decision(guard, one, WIRE))
                            .as(one.name())
                            .isEqualTo(Decision.Ask.class));
        }
        try (Guard guard = configured("application: {databases: [\"redis://other.internal\"]}\n")) {
            assertThat(decision(guard, Commands.redis("DEL a"), WIRE)).isEqualTo(Decision.Ask.class);
            assertThat(decision(guard, Commands.redis("GET a"), WIRE)).isEqualTo(Decision.Allow.class);
        }
    }

    @Test
    void storeOfAnotherEnvironment_isNotWrittenTo() throws IOException {
        String yaml = """
                agent: {environments: [staging]}
                environments:
                  staging: {databases: ["redis://cache.internal/0"]}
                  production: {databases: ["redis://cache.internal/1", "mongodb://mongo.internal/shop"]}
                """;
        try (Guard guard = configured(yaml)) {
            assertThat(decision(guard, Commands.redis("SET a 1"), IN_TOOL)).isEqualTo(Decision.Allow.class);
            assertThat(decision(guard, Commands.redis("FLUSHDB"), IN_TOOL)).isEqualTo(Decision.Ask.class);
            // all databases of the server, of which one is production's
            assertThat(decision(guard, Commands.mongo("{\"insert\":\"orders\"}"), IN_TOOL))
                    .isEqualTo(Decision.Deny.class);
            assertThat(decision(guard, Commands.mongo("{\"find\":\"orders\"}"), IN_TOOL))
                    .isEqualTo(Decision.Allow.class);
        }
    }

    @Test
    void flushOfAllDatabases_reachesThoseOfOtherEnvironments() throws IOException {
        String yaml = """
                agent: {environments: [staging]}
                environments:
                  staging: {databases: ["redis://cache.internal/0"]}
                  production: {databases: ["redis://cache.internal/1"]}
                """;
        try (Guard guard = configured(yaml)) {
            assertThat(decision(guard, Commands.redis("FLUSHALL"), IN_TOOL)).isEqualTo(Decision.Deny.class);
        }
    }

    @Test
    void record_andRefusal_nameWhatIsDestroyed_andNoValues() throws IOException {
        try (Guard guard = unconfigured()) {
            Verdict held = guard.check(Commands.redis("FLUSHDB"), WIRE);
            assertThat(held.proceeds()).isFalse();
            assertThat(held.message()).contains("redis:flushdb", "IRREVERSIBLE");
            guard.check(Commands.redis("ACL SETUSER bob >s3cretS3cret"), IN_TOOL);
            decision(guard, Commands.redis("HSET k f s3cretS3cret"), IN_TOOL);
            decision(guard, Commands.redis("DEL customer:7"), WIRE);
        }
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(all.toString())
                .contains("\"store\":\"redis\"", "customer:7", "cache.internal:6379")
                .doesNotContain("s3cretS3cret");
    }

    @Test
    void approval_letsThisCommandPassOnce_andNoOther() throws Exception {
        try (Guard guard = unconfigured()) {
            Verdict held = guard.check(Commands.redis("FLUSHDB"), WIRE);
            Approvals approvals = new Approvals(directory.resolve("store"), Clock.systemUTC(), Duration.ofMinutes(15));
            ApprovalRequest request = Objects.requireNonNull(approvals.find(String.valueOf(held.approvalId())));
            assertThat(approvals.approve(request, request.confirm(), "a human").accepted())
                    .isTrue();
            assertThat(guard.check(Commands.redis("FLUSHDB ASYNC"), WIRE).proceeds())
                    .isFalse();
            Verdict passed = guard.check(Commands.redis("FLUSHDB"), WIRE);
            assertThat(passed.proceeds()).isTrue();
            assertThat(passed.approvalId()).isEqualTo(held.approvalId());
            guard.completed(passed, Outcome.SUCCEEDED);
            assertThat(guard.check(Commands.redis("FLUSHDB"), WIRE).proceeds()).isFalse();
        }
    }
}
