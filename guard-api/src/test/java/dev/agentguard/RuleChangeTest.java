package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change during a run: what was said before and what is said now both hold, and the change is on record. */
class RuleChangeTest {

    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final Action TABLE = new SqlCall("DROP TABLE t", SqlDialect.POSTGRESQL);
    private static final Action USER = new SqlCall("DROP USER d", SqlDialect.POSTGRESQL);

    @TempDir
    Path project;

    private final Ticking clock = new Ticking();

    @Test
    void old_and_new_rules_both_hold_and_the_change_is_recorded() throws IOException {
        write("guard.yaml", "version: 1\nstore: store\n");
        write("AGENTS.md", "Never drop tables.\n");
        try (Guard guard = guard()) {
            assertThat(against(guard, TABLE)).containsExactly("AGENTS.md:1");
            assertThat(against(guard, USER)).isEmpty();

            write("AGENTS.md", "# Rules\n\nNever drop users. Dropping tables is fine.\n");
            assertThat(against(guard, USER)).isEmpty();
            clock.ahead(2);
            assertThat(against(guard, USER)).containsExactly("AGENTS.md:3");
            assertThat(against(guard, TABLE)).containsExactly("AGENTS.md:1");

            Files.delete(project.resolve("AGENTS.md"));
            clock.ahead(2);
            assertThat(against(guard, TABLE)).containsExactly("AGENTS.md:1");
            assertThat(against(guard, USER)).containsExactly("AGENTS.md:3");
        }
        assertThat(record()).contains("\"kind\":\"RULES\"").contains("AGENTS.md");
    }

    @Test
    void a_file_that_cannot_be_used_any_more_loosens_nothing() throws IOException {
        write("guard.yaml", """
                version: 1
                store: store
                rules:
                  - {id: tables, match: {operation: "sql:drop-table"}, verdict: deny}
                """);
        try (Guard guard = guard()) {
            write("guard.yaml", "version: 1\nrules: [");
            clock.ahead(2);
            assertThat(against(guard, TABLE)).containsExactly("tables");

            write("guard.yaml", """
                    version: 1
                    mode: monitor
                    permits:
                      - {id: all, match: {operation: "sql:*"}, once-per-resource: on}
                    rules:
                      - {id: users, match: {operation: "sql:drop-user"}, verdict: deny}
                    """);
            clock.ahead(2);
            assertThat(against(guard, TABLE)).containsExactly("tables");
            assertThat(against(guard, USER)).containsExactly("users");
            assertThat(guard.check(TABLE, TOOL).proceeds()).isFalse();
        }
        assertThat(record()).contains("\"usable\":false").contains("\"usable\":true");
    }

    private Guard guard() {
        return Guard.builder()
                .config(GuardConfig.load(project.resolve("guard.yaml"), true))
                .clock(clock)
                .build();
    }

    private static List<String> against(Guard guard, Action action) {
        return guard.explain(action, TOOL).facts().effects().stream()
                .flatMap(effect -> effect.rules().stream())
                .map(match -> match.id())
                .toList();
    }

    private String record() throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("store"))) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
            return text.toString();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(project.resolve(name), text);
    }

    private static final class Ticking extends Clock {

        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        void ahead(long seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
