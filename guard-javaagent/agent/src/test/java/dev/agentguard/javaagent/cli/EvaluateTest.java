package dev.agentguard.javaagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateTest {

    private static final String DELETE = "{'id': 'a', 'kind': 'graphql', 'provider': 'railway', 'method': 'POST',"
            + " 'url': 'https://backboard.railway.com/graphql/v2', 'headers': {'Content-Type': 'application/json'},"
            + " 'body': '{\\'query\\': \\'mutation { volumeDelete(volumeId: 1) }\\'}', 'label': '%s'%s}";
    private static final String GET =
            "{'id': 'b', 'kind': 'http', 'method': 'GET', 'url': 'https://x.example/things/7', 'label': '%s'}";

    @TempDir
    private Path directory;

    private record Result(int status, String out, String err) {}

    @Test
    void rightLabels_areExact() throws IOException {
        JsonNode json = json(DELETE.formatted("IRREVERSIBLE", ""), GET.formatted("READ"));
        JsonNode graphql = json.path("kinds").path("graphql");
        assertThat(graphql.path("cases").asInt()).isEqualTo(1);
        assertThat(graphql.path("destructive").asInt()).isEqualTo(1);
        assertThat(graphql.path("exact").asInt()).isEqualTo(1);
        assertThat(json.path("kinds").path("http").path("exact").asInt()).isEqualTo(1);
        assertThat(json.path("misses")).isEmpty();
    }

    @Test
    void json_hasTheFieldsThatToolsReadAndNoOthers() throws IOException {
        JsonNode json =
                json(GET.formatted("IRREVERSIBLE"), GET.formatted("READ").replace("'b'", "'c', 'doubt': 'who knows'"));
        assertThat(json.fieldNames()).toIterable().containsExactly("kinds", "doubted", "verdicts", "misses");
        for (String group : new String[] {"kinds", "doubted"}) {
            assertThat(json.path(group).path("http").fieldNames())
                    .toIterable()
                    .containsExactly(
                            "cases",
                            "destructive",
                            "silentPasses",
                            "falseAlarms",
                            "lostWrites",
                            "unresolvedDestructive",
                            "unresolvedHarmless",
                            "exact",
                            "seconds");
        }
        JsonNode miss = json.path("misses").path(0);
        assertThat(miss.fieldNames()).toIterable().containsExactly("id", "kind", "label", "judged", "because");
        assertThat(miss.path("label").asText()).isEqualTo("IRREVERSIBLE");
        assertThat(miss.path("judged").asText()).isEqualTo("READ");
    }

    @Test
    void whatDestroysAndIsJudgedToRead_isASilentPassAndALostWrite() throws IOException {
        JsonNode http = json(GET.formatted("IRREVERSIBLE")).path("kinds").path("http");
        assertThat(http.path("silentPasses").asInt()).isEqualTo(1);
        assertThat(http.path("lostWrites").asInt()).isEqualTo(1);
        assertThat(http.path("exact").asInt()).isZero();
    }

    @Test
    void whatReadsAndIsJudgedToDestroy_isAFalseAlarm() throws IOException {
        JsonNode graphql = json(DELETE.formatted("READ", "")).path("kinds").path("graphql");
        assertThat(graphql.path("falseAlarms").asInt()).isEqualTo(1);
        assertThat(graphql.path("silentPasses").asInt()).isZero();
    }

    @Test
    void inDoubt_isCountedApart_onDestructiveOrNot() throws IOException {
        JsonNode json = json(DELETE.formatted("RECOVERABLE", ", 'doubt': 'a link by mail restores it'"));
        assertThat(json.path("kinds")).isEmpty();
        assertThat(json.path("doubted").path("graphql").path("exact").asInt()).isEqualTo(1);
    }

    @Test
    void compressedBody_isDecodedFromTheFile() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("{\"query\": \"mutation { volumeDelete(volumeId: 1) }\"}".getBytes(StandardCharsets.UTF_8));
        }
        String line = DELETE.formatted("IRREVERSIBLE", "")
                .replaceAll(
                        "'body': .*?}',", "'body': '" + Base64.getEncoder().encodeToString(zipped.toByteArray()) + "',")
                .replace("'headers': {", "'headers': {'X-Corpus-Body': 'base64-of-gzip', 'Content-Encoding': 'gzip', ");
        assertThat(json(line).path("kinds").path("graphql").path("exact").asInt())
                .isEqualTo(1);
    }

    @Test
    void withoutPacks_theGeneralReadingJudges() throws IOException {
        Path file = cases(DELETE.formatted("IRREVERSIBLE", ""), "");
        String because = "railway:volumeDelete";
        assertThat(run(file, "--misses", "--inexact", "--packs", "none").status())
                .isZero();
        Path wrong = cases(DELETE.formatted("READ", ""));
        assertThat(run(wrong, "--misses").out()).contains(because);
        assertThat(run(wrong, "--misses", "--packs", "none").out())
                .contains("false alarm")
                .doesNotContain(because);
        assertThat(run(wrong, "--misses", "--packs", "without=railway").out()).doesNotContain(because);
        assertThat(run(wrong, "--packs", "some").status()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--min-recall, 100%",
        "--max-silent-passes, 0",
        "--max-lost-writes, 0.5",
    })
    void aBoundThatDoesNotHold_isTheExitStatus(String option, String bound) throws IOException {
        Path file = cases(GET.formatted("IRREVERSIBLE"));
        Result result = run(file, option, bound);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("http: ");
        assertThat(run(cases(GET.formatted("READ")), option, bound).status()).isZero();
    }

    @Test
    void aBoundThatIsNoShare_isWrongUse() throws IOException {
        assertThat(run(cases(GET.formatted("READ")), "--min-recall", "7").status())
                .isEqualTo(2);
    }

    @Test
    void aVerdict_isJudgedWithTheRulesOfTheCase() throws IOException {
        String plain = DELETE.formatted("IRREVERSIBLE", ", 'verdict': 'ask'");
        assertThat(run(cases(plain), "--max-wrong-verdicts", "0").status()).isZero();
        String ruled = DELETE.formatted(
                "IRREVERSIBLE", ", 'verdict': 'ask', 'rules': {'AGENTS.md': 'Never delete volumes.\\n'}");
        Result result = run(cases(ruled), "--max-wrong-verdicts", "0", "--misses");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("wrong verdict", "verdict ask", "said deny");
    }

    @Test
    void rules_areThoseOfAProjectWithTheseFilesAndNoOthers() throws IOException {
        String read = ", 'verdict': '%s', 'rules': {%s}";
        String yaml =
                "version: 1\\nrules: [{id: a, verdict: deny, when: \\\"effect.operation == 'railway:volumeDelete'\\\"}]\\n"
                        .replace('\'', '~');
        Path cases = cases(
                DELETE.formatted("IRREVERSIBLE", read.formatted("deny", "'guard.yaml': '" + yaml + "'")),
                DELETE.formatted("IRREVERSIBLE", read.formatted("ask", "'notes.txt': 'Never delete volumes.'")),
                DELETE.formatted("IRREVERSIBLE", read.formatted("deny", "'docs/rules.md': 'Never delete volumes.'")),
                DELETE.formatted(
                        "IRREVERSIBLE", read.formatted("deny", "'.cursor/rules/x.mdc': 'Never delete volumes.'")),
                DELETE.formatted("IRREVERSIBLE", read.formatted("allow", "'AGENTS.md': 'Never delete volumes.'")),
                GET.formatted("READ").replace("}", read.formatted("ask", "'AGENTS.md': 'Be kind.'") + "}"));
        String text = Files.readString(cases).replace('~', '\'');
        JsonNode verdicts = new ObjectMapper()
                .readTree(run(Files.writeString(cases, text), "--json").out())
                .path("verdicts");
        assertThat(verdicts.toString())
                .isEqualTo("{\"cases\":6,\"agree\":4,\"differ\":2,\"holdsHarmless\":1,\"letsThrough\":1}");
        assertThat(run(cases).out()).contains("verdicts: 6 asked for, 2 differ");
    }

    @Test
    void rulesThatCannotBeUsed_nameTheLineOfTheCase() throws IOException {
        String broken =
                ", 'verdict': 'ask', 'rules': {'guard.yaml': 'version: 1\\nrules: [{id: a, verdict: deny, when: nope}]'}";
        Result result = run(cases(GET.formatted("READ"), DELETE.formatted("IRREVERSIBLE", broken)));
        assertThat(result.status()).isNotZero();
        assertThat(result.err()).contains(".jsonl:2: `rules`: guard.yaml:2:38: unknown name `nope`");
        for (String name : new String[] {"../AGENTS.md", "/etc/x", "a//b", "", "a\\\\b"}) {
            String outside = ", 'verdict': 'ask', 'rules': {'" + name + "': 'x'}";
            assertThat(run(cases(DELETE.formatted("IRREVERSIBLE", outside))).err())
                    .as(name)
                    .contains("expected a name inside of the project");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id': 'a'} | found no `kind`",
                "{'id': 'a', 'kind': 'mail', 'label': 'READ'} | unknown kind `mail`",
                "{'id': 'a', 'kind': 'http', 'label': 'BAD', 'method': 'GET', 'url': 'u'} | unknown label `BAD`",
                "{'id': 'a', 'kind': 'http', 'label': 'READ', 'method': 'GET'} | found no `url`, expected a string",
                "{'id': 'a', 'kind': 'http', 'label': 'READ', 'method': 'GET', 'url': 'u', 'haeders': {}} | unknown key"
                        + " `haeders`, expected `headers`",
                "{'id': 'a', 'kind': 'shell', 'label': 'READ', 'destructive': true, 'command': 'ls'} | contradicts",
                "{'id': 'a', 'kind': 'shell', 'label': 'READ', 'command': 7} | `command` is a number, expected a string",
                "['a'] | found a list, expected an object",
                "{'id' | not JSON",
                "{'id': 'a', 'id': 'b'} | not JSON",
            })
    void aWrongLine_isSaidOnceWithFileAndLine(String line, String message) throws IOException {
        Path file = cases(GET.formatted("READ"), line);
        Result result = run(file);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(file + ":2: ", message).doesNotContain("\tat ");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void aLineWithoutEnd_isNotReadIntoMemory() throws IOException {
        Path file = Files.writeString(directory.resolve("long.jsonl"), "x".repeat(9 << 20));
        assertThat(run(file).err()).contains(":1: the line is longer than");
    }

    @Test
    void unknownKeys_areSaidAndNotJudged() throws IOException {
        Result result = run(cases(GET.formatted("READ").replace("{", "{'licence': 'MIT', "), GET.formatted("READ")));
        assertThat(result.status()).isZero();
        assertThat(result.err()).contains(":1: the key `licence` is not known").hasLineCount(1);
    }

    @Test
    void everyKindIsRead() throws IOException {
        JsonNode json = json(
                "{'id': '1', 'kind': 'sql', 'label': 'READ', 'statement': 'select 1', 'dialect': 'postgres'}",
                "{'id': '2', 'kind': 'shell', 'label': 'READ', 'command': 'ls'}",
                "{'id': '3', 'kind': 'tools', 'label': 'READ', 'tool': 'list_things', 'args': {'page': 1, 'a': null}}");
        assertThat(json.path("kinds").fieldNames()).toIterable().containsExactly("sql", "shell", "tools");
        assertThat(json.path("kinds").path("tools").path("exact").asInt()).isEqualTo(1);
    }

    @Test
    void hintsOfAServer_areBelievedOnlyWhenAskedFor() throws IOException {
        Path file = cases("{'id': '1', 'kind': 'tools', 'label': 'IRREVERSIBLE', 'tool': 'delete_thing',"
                + " 'annotations': {'readOnlyHint': true}}");
        assertThat(run(file, "--max-silent-passes", "0").status()).isZero();
        assertThat(run(file, "--max-silent-passes", "0", "--trust-hints").status())
                .isEqualTo(1);
    }

    @Test
    void theExamplesOfTheDocumentation_areCases() throws IOException {
        String page = Files.readString(Path.of("../../docs/evaluate.md"));
        int start = page.indexOf("```json") + 7;
        Path file = Files.writeString(
                directory.resolve("documented.jsonl"),
                page.substring(start, page.indexOf("```", start)).strip());
        Result result = run(file, "--json");
        assertThat(result.status()).as(result.err()).isZero();
        assertThat(new ObjectMapper().readTree(result.out()).path("kinds")).hasSize(3);
    }

    private JsonNode json(String... lines) throws IOException {
        Result result = run(cases(lines), "--json");
        assertThat(result.status()).as(result.err()).isZero();
        return new ObjectMapper().readTree(result.out());
    }

    private Path cases(String... lines) throws IOException {
        Path file = directory.resolve("cases.jsonl");
        return Files.writeString(
                file, String.join("\n", lines).replace("\\'", "\\u0022").replace('\'', '"'));
    }

    private static Result run(Path file, String... options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = new String[options.length + 2];
        arguments[0] = "evaluate";
        arguments[1] = file.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        int status = GuardCommand.commandLine(new ByteArrayInputStream(new byte[0]))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Result(status, out.toString(), err.toString());
    }
}
