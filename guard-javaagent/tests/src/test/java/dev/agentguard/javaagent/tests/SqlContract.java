package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every guarded JDBC driver, with the real agent in a JVM of its own and a real database. A driver's test
 * says where its database is and what else it can.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SqlContract {

    private static final String REFUSED = " 42501 | ";

    private final Map<String, ChildJvm> children = new HashMap<>();

    @TempDir
    static Path directory;

    /** The driver's directory under target/clients. */
    abstract String driver();

    /** URL, user and password of an empty database of that name. */
    abstract List<String> connection(String name);

    /** What else must be refused: a mode of the application and its texts. */
    abstract List<String[]> alsoRefused();

    /** Whether a batch says why it stopped by the same SQLSTATE as its cause. */
    boolean batchesHaveTheState() {
        return true;
    }

    @AfterAll
    final void stop() {
        children.values().forEach(ChildJvm::close);
    }

    Stream<Platform> everyPlatform() {
        return Platform.of(driver());
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void readsAndBoundedWrites_run(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(ask(app, "update", "INSERT INTO orders VALUES (10, 1)")).isEqualTo("done 1");
        assertThat(ask(app, "prepared-update", "INSERT INTO orders VALUES (?, ?)", "11", "1"))
                .isEqualTo("done 1");
        assertThat(ask(app, "prepared-batch", "UPDATE orders SET amount = 2 WHERE id = ?", "11"))
                .isEqualTo("done 3");
        assertThat(ask(app, "batch", "INSERT INTO orders VALUES (12, 1)", "UPDATE orders SET amount = 3 WHERE id = 12"))
                .isEqualTo("done 2");
        assertThat(ask(app, "prepared-query", "SELECT amount FROM orders WHERE id = ?", "12"))
                .isEqualTo("done 1 3");
        assertThat(ask(app, "query", "SELECT amount FROM orders WHERE id IN (10, 11, 12)"))
                .startsWith("done 3 ");
        assertThat(ask(app, "thread", "DELETE FROM orders WHERE id IN (10, 11, 12)"))
                .startsWith("done");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void whatDestroys_isRefused_inWhateverWayItIsRun(Platform platform) {
        ChildJvm app = enforcing(platform);
        String[] statements = {
            "DELETE FROM orders",
            "delete from orders where 1 = 1",
            "UPDATE orders SET amount = 0",
            "DROP TABLE orders",
            "/* a comment */ DROP /* another */ TABLE orders",
        };
        for (String way : List.of("execute", "update", "prepared", "prepared-update", "thread", "native")) {
            for (String statement : statements) {
                assertThat(ask(app, way, statement)).as(way + " " + statement).contains(REFUSED, "IRREVERSIBLE");
            }
        }
        assertThat(ask(app, "prepared-batch", "DELETE FROM orders")).contains("IRREVERSIBLE");
        assertThat(ask(app, "keys", "DELETE FROM orders")).startsWith("failure");
        assertUnharmed(app);
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void batch_withADestructiveStatementInTheMiddle_isRefusedThere(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(ask(
                        app,
                        "batch",
                        "UPDATE orders SET amount = 7 WHERE id = 1",
                        "DROP TABLE orders",
                        "UPDATE orders SET amount = 8 WHERE id = 1"))
                .contains("IRREVERSIBLE", batchesHaveTheState() ? REFUSED : "");
        assertUnharmed(app);
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void evenStrangerWays_areRefused(Platform platform) {
        ChildJvm app = enforcing(platform);
        for (String[] way : alsoRefused()) {
            assertThat(ask(app, way)).as(String.join(" ", way)).contains(REFUSED);
        }
        assertUnharmed(app);
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void transaction_goesOnAfterARefusal(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(ask(app, "auto-commit", "false")).isEqualTo("done false");
        assertThat(ask(app, "update", "UPDATE orders SET amount = 5 WHERE id = 2"))
                .isEqualTo("done 1");
        assertThat(ask(app, "update", "DELETE FROM orders")).contains(REFUSED);
        assertThat(ask(app, "update", "UPDATE orders SET amount = 6 WHERE id = 3"))
                .isEqualTo("done 1");
        assertThat(ask(app, "commit", "")).isEqualTo("done ");
        assertThat(ask(app, "auto-commit", "true")).isEqualTo("done true");
        assertThat(ask(app, "query", "SELECT amount FROM orders WHERE id = 2")).isEqualTo("done 1 5");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void monitorMode_stopsNothing(Platform platform) {
        ChildJvm app = child(platform, "monitor");
        assertThat(ask(app, "update", "DELETE FROM orders")).isEqualTo("done 3");
        assertThat(ask(app, "execute", "DROP TABLE orders")).startsWith("done");
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    private static void assertUnharmed(ChildJvm app) {
        assertThat(ask(app, "query", "SELECT count(*) FROM orders")).isEqualTo("done 1 3");
        assertThat(app.err()).doesNotContain("guard: failed");
    }

    final ChildJvm enforcing(Platform platform) {
        return child(platform, "enforce");
    }

    private ChildJvm child(Platform platform, String mode) {
        return children.computeIfAbsent(platform + mode, unused -> {
            String name = driver() + "-" + platform.jdk().release() + "-" + platform.version() + "-" + mode;
            List<String> own = connection(name.replaceAll("[^a-z0-9]", "_"));
            return start(platform, name, own, "mode: " + mode, "application: {databases: [\"" + own.get(0) + "\"]}");
        });
    }

    /** Starts an application on a database of its own, which has a table with three rows. */
    final ChildJvm start(Platform platform, String name, List<String> connection, String... configuration) {
        List<String> yaml = new ArrayList<>(List.of("version: 1", "store: store-" + name));
        yaml.addAll(List.of(configuration));
        ChildJvm app = ChildJvm.on(platform.jdk())
                .agent(Configurations.text(directory, name, yaml))
                .option("-Dx=y")
                .classPath(GuardJar.applications())
                .classPath(platform.libraries())
                .main("app.SqlApp", connection.toArray(String[]::new))
                .start()
                .ready();
        assertThat(ask(app, "execute", "CREATE TABLE orders (id INT PRIMARY KEY, amount INT)"))
                .startsWith("done");
        assertThat(ask(app, "update", "INSERT INTO orders VALUES (1, 1), (2, 2), (3, 3)"))
                .isEqualTo("done 3");
        return app;
    }

    static String ask(ChildJvm app, String... words) {
        return app.ask(String.join("\u001f", words));
    }
}
