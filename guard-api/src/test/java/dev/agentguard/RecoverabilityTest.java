package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether anything would survive, through the façade. The agent works in production, so nothing else refuses. */
class RecoverabilityTest {

    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final String ENVIRONMENTS = """
        version: 1
        agent: {environments: [production]}
        environments:
          production: {protected: true, resources: {"railway:volume": [v1, v2]}}
        approval:
          approvers: [{name: alice, key: "ed25519:MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="}]
        """;

    @TempDir
    Path home;

    @TempDir
    Path elsewhere;

    @Test
    void the_incident_is_refused_for_recoverability_alone() throws IOException {
        try (Guard guard = guard("")) {
            Verdict verdict = guard.check(railway("volumeDelete(volumeId: \\\"v1\\\")"), IN_TOOL);
            assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(rules(verdict)).containsExactly("recoverability.lost", "reversibility.irreversible");
            assertThat(verdict.message()).contains("docs.railway.com/volumes/backups");
        }
    }

    @Test
    void a_fresh_backup_elsewhere_makes_it_a_question_and_the_human_sees_it() throws IOException {
        dump(3);
        HttpCall incident = railway("volumeDelete(volumeId: \\\"v1\\\")");
        try (Guard guard = guard(backup("host backup"))) {
            assertThat(guard.check(incident, IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
            assertThat(guard.explain(incident, IN_TOOL).lines())
                    .anyMatch(line -> line.contains("would anything survive: SURVIVES; backup `nightly` is 3 h old"));
        }
    }

    @Test
    void a_stale_backup_changes_nothing() throws IOException {
        dump(30);
        try (Guard guard = guard(backup("host backup"))) {
            Verdict verdict = guard.check(railway("volumeDelete(volumeId: \\\"v1\\\")"), IN_TOOL);
            assertThat(rules(verdict)).startsWith("recoverability.lost");
            assertThat(verdict.message()).contains("backup `nightly` does not count: it is 30 h old");
        }
    }

    @Test
    void a_backup_on_the_same_volume_changes_nothing() throws IOException {
        dump(3);
        try (Guard guard = guard(backup("railway:volume v1"))) {
            assertThat(rules(guard.check(railway("volumeDelete(volumeId: \\\"v1\\\")"), IN_TOOL)))
                    .startsWith("recoverability.lost");
        }
    }

    @Test
    void original_and_backup_in_one_request_are_refused() throws IOException {
        dump(3);
        HttpCall both = railway("a: volumeDelete(volumeId: \\\"v1\\\") b: volumeDelete(volumeId: \\\"v2\\\")");
        try (Guard guard = guard(backup("railway:volume v2"))) {
            Verdict verdict = guard.check(both, IN_TOOL);
            assertThat(rules(verdict)).startsWith("recoverability.lost");
            assertThat(verdict.message()).contains("it lies in what `railway:volumeDelete` on `railway:volume v2`");
            CallContext another = new CallContext("t", Origin.WIRE_IN_TOOL);
            assertThat(guard.check(railway("a: volumeDelete(volumeId: \\\"v1\\\")"), another)
                            .decision())
                    .isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void a_backup_that_is_gone_when_the_approval_is_used_counts_no_more() throws IOException {
        Path dump = dump(3);
        HttpCall incident = railway("volumeDelete(volumeId: \\\"v1\\\")");
        try (Guard guard = guard(backup("host backup"))) {
            assertThat(guard.check(incident, IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
            Files.delete(dump);
            assertThat(guard.check(incident, IN_TOOL).decision()).isInstanceOf(Decision.Deny.class);
        }
    }

    @Test
    void the_human_reads_how_many_rows_go() throws Exception {
        SqlCall delete = new SqlCall(
                "DELETE FROM orders WHERE id > 10", SqlDialect.H2, new Database("", "SEEN", "PUBLIC", "sa"));
        try (var application = DriverManager.getConnection("jdbc:h2:mem:seen", "sa", "");
                var statement = application.createStatement();
                Guard guard = guard("resolvers: {databases: [{url: \"jdbc:h2:mem:seen\", user: sa}]}\n")) {
            statement.execute("CREATE TABLE orders AS SELECT x AS id FROM SYSTEM_RANGE(1, 50)");
            assertThat(guard.explain(delete, IN_TOOL).lines()).contains("    rows: 40 rows, counted a moment ago");
            assertThat(guard.check(delete, IN_TOOL).proceeds()).isFalse();
            assertThat(guard.explain(delete, new CallContext("s", Origin.WIRE)).lines())
                    .as("outside of a tool call the same as inside: a policy is configured")
                    .contains("    rows: 40 rows, counted a moment ago");
        }
        try (var files = Files.walk(home.resolve(".guard"))) {
            assertThat(files.filter(path -> path.toString().endsWith(".jsonl")))
                    .anySatisfy(path ->
                            assertThat(Files.readString(path)).contains("\"affected\":{\"rows\":40,\"exact\":true"));
        }
    }

    private Path dump(int hours) throws IOException {
        Path dump = Files.write(elsewhere.resolve("db.dump"), new byte[2048]);
        Files.setLastModifiedTime(dump, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
        return dump;
    }

    private String backup(String location) {
        return "backups:\n  - {name: nightly, of: {resource: \"railway:volume v1\"}, location: \"" + location
                + "\", maximal-age: 26h, check: {file: '" + elsewhere.resolve("db.dump") + "'}}\n";
    }

    private Guard guard(String more) throws IOException {
        Path file = Files.writeString(home.resolve("guard.yaml"), ENVIRONMENTS + more);
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.decision().reasons().stream().map(Reason::rule).toList();
    }

    private static HttpCall railway(String mutation) {
        return new HttpCall(
                "POST",
                "https://backboard.railway.app/graphql/v2",
                Map.of(),
                Body.of("{\"query\":\"mutation { " + mutation + " }\"}"));
    }
}
