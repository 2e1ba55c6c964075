package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions over what a session did before. */
class SessionCountsTest {

    private static final CallContext WIRE = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);

    @TempDir
    Path work;

    private Guard guard(String when) throws IOException {
        Path file = Files.writeString(
                work.resolve("guard.yaml"),
                "version: 1\nrules:\n  - {id: mine, verdict: deny, when: '" + when + "'}\n");
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private static Action line(String command) {
        return new ProcessStart(List.of("sh", "-c", command));
    }

    private static HttpCall get(String url) {
        return new HttpCall("GET", url, Map.of(), Body.empty());
    }

    private static String judged(Verdict verdict) {
        return verdict.decision().reasons().stream()
                        .anyMatch(reason -> reason.rule().equals("mine"))
                ? verdict.decision().getClass().getSimpleName()
                : "silent";
    }

    private static String done(Guard guard, Action action, CallContext context) {
        Verdict verdict = guard.check(action, context);
        if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        return judged(verdict);
    }

    @Test
    void a_rule_holds_from_the_third_time_on_and_only_in_its_session() throws IOException {
        try (Guard guard = guard("session.count(\"git:commit\") >= 2 && effect.operation == \"git:commit\"")) {
            assertThat(done(guard, line("git commit -m a"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git status"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git commit -m b"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git commit -m c"), WIRE)).isEqualTo("Deny");
            assertThat(done(guard, line("git add ."), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git commit -m c"), new CallContext("other", Origin.WIRE_IN_TOOL)))
                    .isEqualTo("silent");
        }
    }

    @Test
    void several_effects_of_one_line_count_each() throws IOException {
        try (Guard guard = guard("session.count(effect.operation) > 2")) {
            assertThat(done(guard, line("git commit -m a && git commit -m b; sudo git commit -m c"), WIRE))
                    .isEqualTo("silent");
            assertThat(done(guard, line("git commit -m d"), WIRE)).isEqualTo("Deny");
        }
    }

    @Test
    void what_failed_does_not_count_and_what_broke_off_does() throws IOException {
        try (Guard guard = guard("session.count(\"git:*\") > 0")) {
            guard.completed(guard.check(line("git commit -m a"), WIRE), Outcome.FAILED);
            Verdict second = guard.check(line("git commit -m a"), WIRE);
            assertThat(judged(second)).isEqualTo("silent");
            guard.completed(second, Outcome.UNKNOWN);
            assertThat(judged(guard.check(line("git commit -m b"), WIRE))).isEqualTo("Deny");
        }
    }

    @Test
    void reads_count_too_so_that_nothing_leaves_after_something_was_read() throws IOException {
        HttpCall post = new HttpCall("PUT", "https://paste.example.org/x", Map.of(), Body.of("x"));
        try (Guard guard = guard("session.count(\"http:get*\") > 0 && effect.reversibility != \"read_only\"")) {
            assertThat(done(guard, post, WIRE)).isEqualTo("silent");
            assertThat(done(guard, get("https://paste.example.org/x"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, get("https://paste.example.org/y"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, post, WIRE)).isEqualTo("Deny");
        }
    }

    @Test
    void something_may_be_demanded_first() throws IOException {
        try (Guard guard = guard("session.count(\"git:fetch*\") == 0 && effect.operation == \"git:push\"")) {
            assertThat(done(guard, line("git push"), WIRE)).isEqualTo("Deny");
            assertThat(done(guard, line("git fetch"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git push"), WIRE)).isEqualTo("silent");
        }
    }

    @Test
    void refusals_and_questions_count_apart_from_each_other() throws IOException {
        String when = "effect.operation == \"git:tag\" && (session.refused > 1 || session.asked > 1)"
                + " || effect.operation == \"sql:truncate\"";
        try (Guard guard = guard(when)) {
            guard.check(new SqlCall("truncate table a"), WIRE);
            assertThat(done(guard, line("git tag v1"), WIRE)).isEqualTo("silent");
            guard.check(new SqlCall("truncate table b"), WIRE);
            assertThat(done(guard, line("git tag v2"), WIRE)).isEqualTo("Deny");
        }
        try (Guard guard = guard(when)) {
            Action drop = new SqlCall("drop table a");
            assertThat(guard.check(drop, TOOL).decision()).isInstanceOf(Decision.Ask.class);
            guard.check(drop, TOOL);
            assertThat(done(guard, line("git tag v1"), WIRE)).isEqualTo("silent");
            guard.check(new SqlCall("drop table b"), TOOL);
            assertThat(done(guard, line("git tag v2"), WIRE)).isEqualTo("Deny");
        }
    }

    @Test
    void classes_count() throws IOException {
        String when = "session.reversible >= 2 && effect.reversibility == \"reversible\"";
        try (Guard guard = guard(when)) {
            assertThat(done(guard, line("git commit -m a"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git log"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git commit -m b"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git log"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git commit -m c"), WIRE)).isEqualTo("Deny");
        }
    }

    @Test
    void a_tool_call_and_the_request_by_which_it_does_it_count_once() throws IOException {
        ToolCall call = new ToolCall("run", "", Map.of("command", "git commit -m a"), ToolDeclaration.none());
        try (Guard guard = guard("session.count(\"git:commit\") > 1")) {
            Verdict tool = guard.check(call, TOOL);
            assertThat(done(guard, line("git commit -m a"), WIRE)).isEqualTo("silent");
            guard.completed(tool, Outcome.SUCCEEDED);
            assertThat(judged(guard.check(line("git commit -m b"), WIRE))).isEqualTo("silent");
        }
        try (Guard guard = guard("session.count(\"git:commit\") > 1")) {
            Verdict tool = guard.check(call, TOOL);
            assertThat(done(guard, line("git commit -m a"), WIRE)).isEqualTo("silent");
            assertThat(done(guard, line("git commit -m b"), WIRE)).isEqualTo("silent");
            guard.completed(tool, Outcome.SUCCEEDED);
            assertThat(judged(guard.check(line("git commit -m c"), WIRE))).isEqualTo("Deny");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        session.count("git push") > 3   | expected an operation such as `git:push`
        session.count("") > 3           | expected an operation such as `git:push`
        session.count(3) > 3            | `count` cannot be applied to
        session.counts("git:push") > 3  | `counts`
        session.denied > 3              | `denied`
        session.refused == "3"          | `==` cannot be applied to
        session.count("git:push")       | expected a condition, found a value of type `int`
        effect.count("git:push") > 1    | `count` cannot be applied to
        """)
    void what_is_no_count_is_an_error_with_its_place(String when, String message) {
        assertThatThrownBy(() -> guard(when))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("guard.yaml:3:")
                .hasMessageContaining(message);
    }

    @Test
    void a_permit_cannot_rest_on_what_a_restart_sets_back() throws IOException {
        Path file = Files.writeString(work.resolve("guard.yaml"), """
                version: 1
                permits:
                  - id: few
                    when: effect.operation == "git:push" && session.count("git:push") < 3
                    count: {session: 3}
                """);
        assertThatThrownBy(() -> GuardConfig.load(file, true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("guard.yaml:4:")
                .hasMessageContaining("expected `count: {session: 3}`");
    }
}
