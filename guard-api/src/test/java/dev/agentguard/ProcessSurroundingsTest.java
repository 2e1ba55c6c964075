package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.audit.ActionJson;
import dev.agentguard.effect.Effect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the variables and the directory of a process say of what it touches. */
class ProcessSurroundingsTest {

    private static final Guard GUARD = Guard.builder().build();

    @AfterAll
    static void close() {
        GUARD.close();
    }

    private static List<Effect> effects(Map<String, String> environment, String directory, String... command) {
        return GUARD.effects(new ProcessStart(List.of(command), environment, directory));
    }

    @Test
    void variable_is_what_a_shells_line_makes_of_it() {
        assertThat(effects(Map.of("WHERE", "/srv/data"), null, "sh", "-c", "rm -rf \"$WHERE/x\""))
                .extracting(effect -> effect.resource().id())
                .containsExactly("/srv/data/x");
        assertThat(effects(Map.of("RUN", "rm -rf /srv"), null, "sh", "-c", "$RUN"))
                .extracting(Effect::operation)
                .contains("local:rm");
    }

    @Test
    void variable_says_where_a_client_goes() {
        assertThat(effects(Map.of("PGHOST", "db.example.com"), null, "psql", "-d", "shop", "-c", "DROP TABLE t"))
                .allSatisfy(effect -> assertThat(effect.places().toString()).contains("db.example.com", "shop"));
    }

    @Test
    void variable_that_is_run_is_read() {
        assertThat(effects(Map.of("GIT_SSH_COMMAND", "rm -rf /srv"), null, "git", "fetch"))
                .extracting(Effect::operation)
                .contains("local:rm");
        assertThat(effects(Map.of("LD_PRELOAD", "/tmp/x.so"), null, "ls"))
                .extracting(Effect::reason)
                .anyMatch(reason -> reason.contains("loads code"));
    }

    @Test
    void directory_is_where_relative_names_lie() {
        assertThat(effects(Map.of(), "/srv/shop", "rm", "-rf", "data"))
                .allSatisfy(effect -> assertThat(effect.places().toString()).contains("/srv/shop"));
        assertThat(WorkingDirectory.of(new ProcessStart(List.of("rm", "x"), Map.of(), "/srv/shop")))
                .isEqualTo(Path.of("/srv/shop"));
        assertThat(WorkingDirectory.of(new ProcessStart(List.of("git", "gc"), Map.of("GIT_DIR", "/x"), null)))
                .isNull();
    }

    @Test
    void approval_is_bound_to_them() {
        ProcessStart plain = new ProcessStart(List.of("psql"));
        assertThat(CanonicalAction.of(plain))
                .isEqualTo(CanonicalAction.of(new ProcessStart(List.of("psql"), Map.of(), null)))
                .isNotEqualTo(CanonicalAction.of(new ProcessStart(List.of("psql"), Map.of("PGHOST", "a"), null)))
                .isNotEqualTo(CanonicalAction.of(new ProcessStart(List.of("psql"), Map.of(), "/a")));
    }

    @Test
    void record_shows_them_without_secrets() {
        String json = ActionJson.withoutSecrets(
                        new ProcessStart(
                                List.of("psql"), Map.of("PGHOST", "db", "PGPASSWORD", "hunter2secret"), "/srv/shop"),
                        Set.of())
                .toString();
        assertThat(json)
                .contains("PGHOST", "\"db\"", "PGPASSWORD", "***", "/srv/shop")
                .doesNotContain("hunter2");
    }
}
