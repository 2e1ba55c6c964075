package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final String SHELL =
            "{'n': %d, 'session': '%s', 'by': 'tool', 'action': {'kind': 'shell', 'command': '%s'}, 'expect': '%s'}";

    @TempDir
    private Path directory;

    private record Result(int status, String out, String err) {}

    private Result run(String config, String... lines) throws IOException {
        Path day = Files.writeString(
                directory.resolve("day.jsonl"), String.join("\n", lines).replace('\'', '"'));
        List<String> arguments = new ArrayList<>(List.of("replay", day.toString(), "--json"));
        if (!config.isEmpty()) {
            Path file = Files.writeString(directory.resolve("guard.yaml"), config);
            arguments.addAll(List.of("--config", file.toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = GuardCommand.commandLine(new ByteArrayInputStream(new byte[0]))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Result(status, out.toString(), err.toString());
    }

    @Test
    void sessionStateIsKeptFromLineToLine() throws IOException {
        Result result = run(
                "",
                SHELL.formatted(1, "a", "git push --force origin fix", "ask"),
                SHELL.formatted(2, "a", "git switch -c fix-2", "allow"),
                SHELL.formatted(3, "a", "git push --force origin fix-2", "allow"),
                SHELL.formatted(4, "b", "git push --force origin fix-2", "ask"),
                SHELL.formatted(5, "a", "mkdir /srv/guard-replay-test", "allow"),
                SHELL.formatted(6, "a", "rm -rf /srv/guard-replay-test", "allow"),
                SHELL.formatted(7, "a", "rm -rf /srv/guard-replay-test", "ask"));
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("lines", "harmlessHolds", "destructiveAllows", "differences");
        assertThat(json.path("lines").asInt()).isEqualTo(7);
    }

    @Test
    void verdictThatIsNotExpectedIsCountedAndSaidWhy() throws IOException {
        Result result = run(
                "",
                SHELL.formatted(1, "a", "rm -rf /srv/data", "allow"),
                SHELL.formatted(2, "a", "ls", "deny"),
                SHELL.formatted(3, "a", "rm -rf /srv/other", "deny"));
        assertThat(result.status()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(result.out());
        assertThat(json.path("harmlessHolds").asInt()).isEqualTo(1);
        assertThat(json.path("destructiveAllows").asInt()).isEqualTo(1);
        assertThat(json.path("differences")).hasSize(3);
        JsonNode first = json.path("differences").path(0);
        assertThat(first.fieldNames()).toIterable().containsExactly("n", "expect", "got", "because");
        assertThat(first.path("got").asText()).isEqualTo("ask");
        assertThat(first.path("because").asText()).contains("reversibility.irreversible");
    }

    @Test
    void permitIsUsedUpInTheCourseOfTheDay() throws IOException {
        String refund = "{'n': %d, 'by': 'wire', 'tool': 'refund', 'action': {'kind': 'http', 'method': 'POST', 'url':"
                + " 'https://api.stripe.com/v1/refunds', 'headers': {'Content-Type':"
                + " 'application/x-www-form-urlencoded'}, 'body': 'charge=%s&amount=3000&currency=eur'},"
                + " 'expect': '%s'}";
        Result result = run(
                "version: 1\npermits: [{id: small, match: {operation: \"stripe:POST /v1/refunds\"},"
                        + " amount: {each: 50 EUR, 1d: 60 EUR}}]\n",
                refund.formatted(1, "ch_1", "allow"),
                refund.formatted(2, "ch_2", "allow"),
                refund.formatted(3, "ch_3", "ask"));
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(directory.resolve(".guard")).doesNotExist();
    }

    @Test
    void whatWouldBeAskedInAProtectedEnvironmentIsAskedWithoutApproversToo() throws IOException {
        Result result = run(
                "version: 1\nchecks: {recoverability: off}\nagent: {environments: [production]}\nenvironments:\n"
                        + "  production: {protected: true, hosts: [db.example.com]}\n",
                "{'n': 1, 'by': 'tool', 'action': {'kind': 'http', 'method': 'DELETE', 'url':"
                        + " 'https://db.example.com/databases/orders'}, 'expect': 'ask'}");
        assertThat(result.status()).as(result.out() + result.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{'n': 1}",
                "{'n': 'x', 'by': 'tool', 'action': {'kind': 'shell', 'command': 'ls'}, 'expect': 'allow'}",
                "{'n': 1, 'by': 'me', 'action': {'kind': 'shell', 'command': 'ls'}, 'expect': 'allow'}",
                "{'n': 1, 'by': 'tool', 'action': {'kind': 'dance'}, 'expect': 'allow'}",
                "{'n': 1, 'by': 'tool', 'action': {'kind': 'shell', 'command': 'ls'}, 'expect': 'maybe'}"
            })
    void wrongLineIsNamed(String line) throws IOException {
        Result result = run("", SHELL.formatted(1, "a", "ls", "allow"), line);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("day.jsonl:2: ");
    }
}
