package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** H2 in the application's own process. */
class H2Test extends SqlContract {

    @Override
    String driver() {
        return "h2";
    }

    @Override
    List<String> connection(String name) {
        return List.of("jdbc:h2:mem:" + name, "sa", "");
    }

    @Override
    List<String[]> alsoRefused() {
        return List.of(
                new String[] {"execute", "SELECT 1; DROP TABLE orders"},
                new String[] {"prepared", "SELECT 1; DELETE FROM orders"},
                new String[] {"execute", "TRUNCATE TABLE orders"},
                new String[] {"execute", "DROP ALL OBJECTS"},
                new String[] {"execute", "RUNSCRIPT FROM 'no-such-file'"},
                new String[] {"execute", "DROP SCHEMA PUBLIC CASCADE"},
                new String[] {"connect", ";INIT=DROP TABLE orders"},
                new String[] {"connect", ";INIT=SET LOCK_TIMEOUT 1000\\;DELETE FROM orders"},
                new String[] {"connect", ";init=RUNSCRIPT FROM 'no-such-file'"},
                new String[] {"execute", "EXECUTE IMMEDIATE 'DROP TABLE orders'"});
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void statementsOfAUrl_thatDestroyNothing_run(Platform platform) {
        ChildJvm app = enforcing(platform);
        String init = ";INIT=CREATE SCHEMA IF NOT EXISTS drafts\\;SET SCHEMA drafts";
        assertThat(ask(app, "connect", init)).isEqualTo("done true");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void rowOfAResult_mayBeDeleted_sinceThatIsBounded(Platform platform) {
        ChildJvm app = enforcing(platform);
        assertThat(ask(app, "update", "INSERT INTO orders VALUES (20, 1)")).isEqualTo("done 1");
        assertThat(ask(app, "delete-row", "SELECT id, amount FROM orders WHERE id = 20"))
                .isEqualTo("done ");
        assertThat(ask(app, "query", "SELECT * FROM orders WHERE id = 20")).isEqualTo("done 0 ");
    }
}
