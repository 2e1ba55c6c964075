package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One action of each kind, explained. */
class ExplainTest {

    private record Result(int status, String out, String err) {}

    static Stream<Arguments> actions() {
        return Stream.of(
                words(
                        "http --url https://x.example/things/7 --method DELETE",
                        "action   DELETE https://x.example/things/7"),
                words("--url https://x.example/things/7", "GET https://x.example/things/7"),
                words("graphql mutation{deleteThing(id:3)}", "graphql:deleteThing"),
                words("sql drop\u00a0table\u00a0x --dialect postgres", "action   sql drop"),
                words("shell rm\u00a0-rf\u00a0x", "action   process sh -c rm"),
                words("tool delete_thing --arg id=3 --description gone", "tool:delete_thing"));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void each_kind_is_read_and_decided(String[] words, String shown) {
        Result result = run("", words);
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(result.out()).contains(shown, "effects", "decision ");
    }

    @ParameterizedTest
    @MethodSource("actions")
    void each_kind_is_shown_as_json(String[] words, String shown) throws IOException {
        Result result =
                run("", Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        assertThat(new ObjectMapper().readTree(result.out()).path("effects")).isNotEmpty();
    }

    @Test
    void standard_input_holds_what_a_shell_would_change() {
        Result result = run("mutation { deleteThing(id: \"$x\") }", "graphql", "-");
        assertThat(result.out()).contains("graphql:deleteThing", "$x");
    }

    @Test
    void variables_and_the_operation_are_those_that_run() {
        Result result = run(
                "",
                "graphql",
                "mutation A($i: ID) { deleteThing(id: $i) } query B { things }",
                "--variables",
                "{\"i\": \"thing-7\"}",
                "--operation",
                "A");
        assertThat(result.out()).contains("thing-7").doesNotContain("graphql:things");
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_said_in_one_line(String[] words, String message) {
        Result result = run("", words);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(message).hasLineCount(1);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                words("tool t --arguments [1]", "`--arguments` is not one JSON object"),
                words("tool t --arguments {", "`--arguments`: its arguments are not plain JSON"),
                words("graphql {a} --variables {", "`--variables` is not JSON"),
                words("graphql {a} --header x", "`Name: value`"));
    }

    private static Arguments words(String line, String expected) {
        String[] words = line.split(" ");
        for (int i = 0; i < words.length; i++) {
            words[i] = words[i].replace('\u00a0', ' ');
        }
        return Arguments.argumentSet(line, words, expected);
    }

    private static Result run(String typed, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = GuardCommand.commandLine(new ByteArrayInputStream(typed.getBytes(Charset.defaultCharset())))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("explain"), Stream.of(words)).toArray(String[]::new));
        return new Result(status, out.toString(), err.toString());
    }
}
