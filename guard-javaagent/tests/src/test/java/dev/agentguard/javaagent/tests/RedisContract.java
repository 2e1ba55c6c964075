package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every guarded client of Redis, with the real agent in a JVM of its own and a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisContract {

    private final Map<String, ChildJvm> children = new HashMap<>();
    private RedisServer server;

    @TempDir
    static Path directory;

    /** The client's directory under target/clients. */
    abstract String client();

    /** The application's class. */
    abstract String application();

    /** The exceptions of a refusal, the outermost first. */
    abstract String refusedAs();

    /** The ways by which the application empties databases. */
    abstract List<String> destroying();

    @BeforeAll
    final void startServer() {
        server = new RedisServer(directory);
    }

    @AfterAll
    final void stop() {
        children.values().forEach(ChildJvm::close);
        server.close();
    }

    Stream<Platform> everyPlatform() {
        return Platform.of(client());
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void ordinaryCommands_run(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(app.ask("set a 1")).isEqualTo("done OK");
        assertThat(app.ask("get a")).isEqualTo("done 1");
        assertThat(app.ask("set b 2")).isEqualTo("done OK");
        assertThat(app.ask("del a b")).isEqualTo("done 2");
        assertThat(app.ask("get a")).isEqualTo("done null");
        assertThat(app.ask("eval return 7")).isEqualTo("done 7");
        assertThat(app.ask("pubsub")).isEqualTo("done hello");
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void whatEmptiesDatabases_isRefused_andNeverSent_andTheConnectionLivesOn(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(app.ask("set kept 1")).isEqualTo("done OK");
        int all = server.calls("flushall");
        int one = server.calls("flushdb");
        int scripts = server.calls("eval");
        int settings = server.calls("config|set") + server.calls("config");
        for (String way : destroying()) {
            assertThat(app.ask(way)).as(way).contains(refusedAs(), "IRREVERSIBLE");
            assertThat(app.ask("get kept")).as(way).isEqualTo("done 1");
        }
        assertThat(List.of(server.calls("flushall"), server.calls("flushdb"), server.calls("eval")))
                .containsExactly(all, one, scripts);
        assertThat(server.calls("config|set") + server.calls("config")).isEqualTo(settings);
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void pipelinesAndPools_goOnAfterARefusal(Platform platform) {
        ChildJvm app = enforcing(platform);
        int one = server.calls("flushdb");
        assertThat(app.ask("pipeline"))
                .startsWith("done ")
                .contains(refusedAs())
                .endsWith(" 12");
        assertThat(app.ask("pool 0")).startsWith("done ").contains(refusedAs()).endsWith(" then PONG");
        assertThat(server.calls("flushdb")).isEqualTo(one);
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void databaseOfAConnection_isKnown(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(app.ask("select 1")).isEqualTo("done OK");
        assertThat(app.ask("set a 1")).contains(refusedAs(), "production");
        assertThat(app.ask("get a")).isEqualTo("done null");
        assertThat(app.ask("select 0")).isEqualTo("done OK");
        assertThat(app.ask("set a 1")).isEqualTo("done OK");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void cluster_isJudgedAtEachNode(Platform platform) throws IOException {
        try (RedisServer node = new RedisServer(
                directory,
                "--cluster-enabled",
                "yes",
                "--cluster-announce-ip",
                "127.0.0.1",
                "--cluster-config-file",
                "nodes-" + client() + "-" + platform.jdk().release() + "-" + platform.version())) {
            for (int from = 0; from < 16_384; from += 4_096) {
                String slots = IntStream.range(from, from + 4_096)
                        .mapToObj(String::valueOf)
                        .collect(Collectors.joining(" "));
                assertThat(node.ask("CLUSTER ADDSLOTS " + slots)).isEqualTo("+OK");
            }
            while (!node.ask("SET ready 1").equals("+OK")) {
                Thread.onSpinWait();
            }
            int scripts = node.calls("eval");
            int flushes = node.calls("flushall");
            assertThat(enforcing(platform).ask("cluster 127.0.0.1 " + node.port()))
                    .startsWith("done OK ")
                    .contains(refusedAs())
                    .endsWith(" then OK");
            assertThat(node.calls("eval")).isEqualTo(scripts);
            assertThat(node.calls("flushall")).isEqualTo(flushes);
        }
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void monitorMode_stopsNothing(Platform platform) {
        assumeTrue(Boolean.getBoolean("guard.test.matrix"), "takes another JVM");
        ChildJvm app = child(platform, "monitor");
        int one = server.calls("flushdb");
        assertThat(app.ask("flushdb")).isEqualTo("done OK");
        assertThat(server.calls("flushdb")).isEqualTo(one + 1);
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    final RedisServer server() {
        return server;
    }

    final ChildJvm enforcing(Platform platform) {
        return child(platform, "enforce");
    }

    private ChildJvm child(Platform platform, String mode) {
        return children.computeIfAbsent(platform + mode, unused -> {
            String name = client() + "-" + platform.jdk().release() + "-" + platform.version() + "-" + mode;
            return ChildJvm.on(platform.jdk())
                    .agent(Configurations.text(
                            directory,
                            name,
                            List.of(
                                    "version: 1",
                                    "store: store-" + name,
                                    "mode: " + mode,
                                    "agent: {environments: [staging]}",
                                    "environments:",
                                    "  staging: {databases: [\"" + server.url(0) + "\"]}",
                                    "  production: {databases: [\"" + server.url(1) + "\"]}",
                                    "application: {databases: [\"" + server.url(0) + "\"]}")))
                    .classPath(GuardJar.applications())
                    .classPath(platform.libraries())
                    .main(application(), "127.0.0.1", String.valueOf(server.port()))
                    .start()
                    .ready();
        });
    }
}
