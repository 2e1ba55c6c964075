package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** MongoDB's driver, blocking and reactive, with the real agent and a server that speaks the protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoTest {

    private static final String REFUSED = "com.mongodb.MongoClientException dev.agentguard.bridge.RefusedException |";

    private final Map<String, AutoCloseable> open = new HashMap<>();

    @TempDir
    private static Path directory;

    private Stream<Platform> everyPlatform() {
        return Platform.of("mongo");
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open.values()) {
            one.close();
        }
        open.clear();
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void ordinaryCommandsRun_andWhatDestroysIsNeverSent(Platform platform) {
        MongoServer server = server();
        int port = server.bind().getPort();
        RecordingRelay relay = new RecordingRelay(port);
        ChildJvm app = start(platform, "enforce", relay.port());
        open.put("server", server::shutdownNow);
        open.put("relay", relay);
        open.put("app", app);

        assertThat(app.ask("insert a")).isEqualTo("done inserted");
        assertThat(app.ask("insert b")).isEqualTo("done inserted");
        assertThat(app.ask("update a")).isEqualTo("done 1");
        assertThat(app.ask("sum")).isEqualTo("done 3");
        assertThat(app.ask("delete b")).isEqualTo("done 1");
        assertThat(app.ask("bulk-good")).isEqualTo("done 1");
        assertThat(app.ask("reactive-insert r")).isEqualTo("done true");
        assertThat(app.ask("reactive-delete r")).isEqualTo("done true");
        assertThat(app.ask("reactive-count")).isEqualTo("done 1");

        for (String way : List.of(
                "drop",
                "drop-database",
                "drop-indexes",
                "delete-all",
                "delete-every-id",
                "update-all",
                "out",
                "command {dropDatabase: 1}",
                "command {delete: 'orders', deletes: [{q: {}, limit: 0}]}",
                "command {renameCollection: 'shop.a', to: 'shop.orders', dropTarget: true}",
                "reactive-drop",
                "reactive-delete-all")) {
            assertThat(app.ask(way)).as(way).contains(REFUSED, "IRREVERSIBLE");
            assertThat(app.ask("count")).as(way).isEqualTo("done 1");
        }
        assertThat(app.ask("command {someNewCommand: 1}")).contains(REFUSED, "UNKNOWN");
        // the documents of a bulk write that come before are written: the driver sends each kind by itself
        assertThat(app.ask("bulk")).contains("dev.agentguard.bridge.RefusedException", "IRREVERSIBLE");
        assertThat(app.ask("count")).isEqualTo("done 2");
        assertThat(app.ask("reactive-count")).isEqualTo("done 2");
        assertThat(List.of("dropDatabase", "dropIndexes", "dropTarget", "someNewCommand", "$out"))
                .noneMatch(relay::saw);
        assertThat(relay.saw("insert")).isTrue();
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    /** Longer than what is looked at. */
    @ParameterizedTest
    @MethodSource("everyPlatform")
    void longInserts_arriveWhole_andMonitorModeStopsNothing(Platform platform) {
        MongoServer server = server();
        ChildJvm app = start(platform, "monitor", server.bind().getPort());
        open.put("server", server::shutdownNow);
        open.put("app", app);
        assertThat(app.ask("insert-many")).isEqualTo("done inserted");
        assertThat(app.ask("count")).isEqualTo("done 1000");
        assertThat(app.ask("delete-many")).isEqualTo("done 1000");
        assertThat(app.ask("insert a")).isEqualTo("done inserted");
        assertThat(app.ask("drop")).isEqualTo("done dropped");
        assertThat(app.ask("count")).isEqualTo("done 0");
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    /** As a version that the newest driver still talks to; what it sends is in no later form. */
    private static MongoServer server() {
        return new MongoServer(new MemoryBackend().version(new MongoVersion() {
            @Override
            public List<Integer> getVersionArray() {
                return List.of(4, 2, 0);
            }

            @Override
            public int getWireVersion() {
                return 8;
            }
        }));
    }

    private static ChildJvm start(Platform platform, String mode, int port) {
        String name = "mongo-" + platform.jdk().release() + "-" + platform.version() + "-" + mode;
        String url = "mongodb://127.0.0.1:" + port + "/shop";
        return ChildJvm.on(platform.jdk())
                .agent(Configurations.text(
                        directory,
                        name,
                        List.of(
                                "version: 1",
                                "store: store-" + name,
                                "mode: " + mode,
                                "application: {databases: [\"" + url + "\"]}")))
                .classPath(GuardJar.applications())
                .classPath(platform.libraries())
                .main("app.MongoApp", url + "?maxPoolSize=1&retryWrites=false")
                .start()
                .ready();
    }
}
