package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.RequiresBackup;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.IllegalConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tools that may only run where a young backup of what they touch lies elsewhere. */
class RequiredBackupTest {

    private static final String ORDER = "{\"order\": \"o1\"}";

    static class Desk {
        final List<String> ran = new ArrayList<>();

        @Tool
        @Guarded(Reversibility.REVERSIBLE)
        @RequiresBackup(maxAge = "PT24H")
        void rewrite(@TargetResource("shop:order") String order) {
            ran.add("rewrite " + order);
        }

        @Tool
        @Guarded(value = Reversibility.IRREVERSIBLE, operation = "shop:purge")
        @RequiresBackup(maxAge = "PT24H")
        void purge(@TargetResource("shop:order") String order) {
            ran.add("purge " + order);
        }

        /** Harmless by its name, and declared by nobody. */
        @Tool
        @RequiresBackup(maxAge = "P1D", of = "shop:orders")
        void listAndTidy() {
            ran.add("listAndTidy");
        }

        @Tool
        @RequiresBackup(maxAge = "PT24H")
        void run(@Sql String sql) {
            ran.add(sql);
        }
    }

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final Desk desk = new Desk();
    private RealGuard guard;

    @AfterEach
    void stop() {
        if (guard != null) {
            guard.close();
        }
    }

    @Test
    void young_backup_elsewhere_lets_the_tool_run_and_the_record_says_which() throws Exception {
        start(dump(3), "host backup");

        guard.call(desk, "rewrite", ORDER);

        assertThat(desk.ran).containsExactly("rewrite o1");
        assertThat(guard.record()).contains("\"requiredBackup\":{\"within\":\"PT24H\",\"met\":true");
        assertThat(guard.record()).contains("backup `nightly` is 3 h old");
    }

    @Test
    void backup_that_is_too_old_for_the_tool_holds_it_although_the_configuration_takes_it() throws Exception {
        start(dump(30), "host backup");

        String read = guard.call(desk, "rewrite", ORDER);

        assertThat(desk.ran).isEmpty();
        assertThat(read)
                .contains("held by Guard")
                .contains("needs a backup that is younger than 24 h and outside of what it takes away, declared on the"
                        + " tool")
                .contains("backup `nightly` does not count: it is 30 h old, older than the 24 h that are wanted");
        assertThat(guard.pending().get(0).lines())
                .anyMatch(line ->
                        line.contains("backup required, younger than PT24H: none that counts; backup `nightly`"));
        assertThat(guard.record()).contains("\"met\":false,\"verdict\":\"DOES_NOT_SURVIVE\"");
    }

    /** Declared nowhere, of something else, not there, on what the call takes away. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shop:customer | host backup     | there | no declared backup holds `shop:order o1`",
                "shop:order    | host backup     | gone  | backup `nightly` is not there",
                "shop:order    | shop:order o1   | there | backup `nightly` does not count: it lies in what",
            })
    void what_is_no_backup_holds_the_tool(String of, String location, String file, String because) throws Exception {
        Path dump = dump(3);
        if (file.equals("gone")) {
            Files.delete(dump);
        }
        guard = new RealGuard(directory, backups(dump, of, location));

        assertThat(guard.call(desk, "rewrite", ORDER)).contains("backup.required", because);
        assertThat(desk.ran).isEmpty();
    }

    @Test
    void nothing_declared_at_all_holds_the_tool_and_a_human_may_let_it_run() throws Exception {
        guard = new RealGuard(directory);

        assertThat(guard.call(desk, "rewrite", ORDER)).contains("backup.required", "no declared backup holds");
        guard.approve(guard.pending().get(0));
        guard.call(desk, "rewrite", ORDER);

        assertThat(desk.ran).containsExactly("rewrite o1");
    }

    @Test
    void approval_without_a_backup_is_another_one_than_with_a_backup() throws Exception {
        Path dump = dump(3);
        start(dump, "host backup");
        guard.call(desk, "purge", ORDER);
        guard.approve(guard.pending().get(0));
        Files.delete(dump);

        assertThat(guard.call(desk, "purge", ORDER)).contains("backup.required");
        assertThat(desk.ran).isEmpty();
    }

    @Test
    void permit_does_not_stand_for_a_backup() throws Exception {
        String permit =
                "permits: [{id: purges, match: {operation: \"shop:purge\"}, count: {1d: 100}, reason: they may}]";
        Path dump = dump(3);
        guard = new RealGuard(directory, permit, backups(dump, "shop:order", "host backup"));
        guard.call(desk, "purge", ORDER);
        assertThat(desk.ran).containsExactly("purge o1");

        Files.setLastModifiedTime(dump, FileTime.from(Instant.now().minus(Duration.ofHours(30))));
        guard.close();
        guard = new RealGuard(directory, permit, backups(dump, "shop:order", "host backup"));
        assertThat(guard.call(desk, "purge", ORDER)).contains("backup.required");
        assertThat(desk.ran).hasSize(1);
    }

    @Test
    void tool_without_parameters_says_what_it_touches() throws Exception {
        guard = new RealGuard(directory, backups(dump(30), "shop:orders", "host backup"));
        assertThat(guard.call(desk, "listAndTidy", "{}")).contains("backup.required", "it is 30 h old");
        assertThat(desk.ran).isEmpty();
        guard.close();

        guard = new RealGuard(directory, backups(dump(3), "shop:orders", "host backup"));
        guard.call(desk, "listAndTidy", "{}");
        assertThat(desk.ran).containsExactly("listAndTidy");
    }

    @Test
    void reads_of_a_tool_that_runs_statements_need_no_backup() throws Exception {
        guard = new RealGuard(directory);

        guard.call(desk, "run", "{\"sql\": \"select * from orders\"}");
        assertThat(desk.ran).containsExactly("select * from orders");
        assertThat(guard.call(desk, "run", "{\"sql\": \"insert into orders values (1)\"}"))
                .contains("backup.required");
        assertThat(desk.ran).hasSize(1);
    }

    static class NoDuration {
        @Tool
        @RequiresBackup(maxAge = "24h", of = "shop:orders")
        void bad() {}
    }

    static class Zero {
        @Tool
        @RequiresBackup(maxAge = "PT0S", of = "shop:orders")
        void bad() {}
    }

    static class Negative {
        @Tool
        @RequiresBackup(maxAge = "PT-1H", of = "shop:orders")
        void bad() {}
    }

    static class OfNothing {
        @Tool
        @RequiresBackup(maxAge = "PT1H")
        void bad(String order) {}
    }

    static class OfTwo {
        @Tool
        @RequiresBackup(maxAge = "PT1H", of = "shop:orders")
        void bad(@TargetResource("shop:order") String order) {}
    }

    static class OnlyReads {
        @Tool
        @Guarded(Reversibility.READ_ONLY)
        @RequiresBackup(maxAge = "PT1H", of = "shop:orders")
        void bad() {}
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(new NoDuration(), "`maxAge = \"24h\"`, which is no duration of ISO 8601"),
                Arguments.of(new Zero(), "which no backup can be younger than"),
                Arguments.of(new Negative(), "which no backup can be younger than"),
                Arguments.of(new OfNothing(), "nothing says of what"),
                Arguments.of(new OfTwo(), "leave `of` out"),
                Arguments.of(new OnlyReads(), "what only reads needs none"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void requirement_that_cannot_hold_fails_when_the_service_is_built(Object tools, String what) throws Exception {
        guard = new RealGuard(directory);

        assertThatThrownBy(() -> guard.service(tools))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("tool method `" + tools.getClass().getName() + ".bad`")
                .hasMessageContaining(what);
    }

    private void start(Path dump, String location) throws Exception {
        guard = new RealGuard(directory, backups(dump, "shop:order", location));
    }

    private static String backups(Path dump, String of, String location) {
        return """
            backups:
              - {name: nightly, of: {resource: "%s"}, location: "%s", maximal-age: 48h, check: {file: "%s"}}
            """.formatted(of, location, dump);
    }

    private Path dump(int hours) throws Exception {
        Path dump = Files.writeString(elsewhere.resolve("orders.dump"), "0123456789");
        Files.setLastModifiedTime(dump, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
        return dump;
    }
}
