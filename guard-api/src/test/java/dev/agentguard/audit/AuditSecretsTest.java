package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditSecretsTest {

    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlc2lnbmF0dXJl";
    private static final String GITHUB = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String RANDOM = "Zk3v9QpL7xWt2RbN8sYc";

    private static String written(Action action) throws Exception {
        return AuditJson.write(Records.decided("id", action, Reversibility.IRREVERSIBLE, true));
    }

    private static JsonNode action(Action action) throws Exception {
        return new ObjectMapper().readTree(written(action)).path("action");
    }

    private static ToolCall tool(String name, Object value) {
        return new ToolCall("tool", "", Map.of(name, value), ToolDeclaration.none());
    }

    @Test
    void secrets_of_a_request_are_not_recorded() throws Exception {
        String line = written(new HttpCall(
                "POST",
                "https://admin:hunter2@api.example.com/bot123:" + RANDOM + "/send?access_token=hunter3&" + GITHUB
                        + "#hunter4",
                Map.of("Authorization", List.of("Bearer " + JWT), "X-" + GITHUB, List.of("hunter5")),
                Body.of("password=hunter6")));
        assertThat(line)
                .doesNotContain("hunter", "admin", JWT, GITHUB, RANDOM)
                .contains("https://api.example.com", "/send", "access_token", "Authorization");
    }

    @Test
    void user_information_with_slashes_and_signs_is_not_recorded() throws Exception {
        for (String url : List.of(
                "https://u:hunter2/x@host/p",
                "https://u:hunter2@x@host/p",
                "https://hunter2@host/p",
                "//u:hunter2@host/p",
                "u:hunter2@host/p")) {
            assertThat(written(new HttpCall("GET", url, Map.of(), Body.empty())))
                    .as(url)
                    .doesNotContain("hunter2")
                    .contains("/p");
        }
    }

    @Test
    void secrets_in_the_arguments_of_a_tool_are_not_recorded() throws Exception {
        for (ToolCall call : List.of(
                tool("password", "hunter2"),
                tool("api_key", "hunter2"),
                tool("headers", Map.of("Authorization", "Bearer hunter2", "X-Api-Key", "hunter2")),
                tool("nested", List.of(Map.of("dbPassword", List.of("hunter2")))),
                tool("headers", "Authorization: Bearer hunter2"),
                tool("headers", "{\"Authorization\": \"Bearer hunter2\"}"),
                tool("headers", "{\\\"Cookie\\\": \\\"a=hunter2; b=hunter2\\\"}"),
                tool("headers", "Cookie: a=x; b=hunter2"),
                tool("body", "{\"password\": \"hunter2 hunter2\"}"),
                tool("body", "user=x&password=hunter2&y=z"),
                tool("url", "postgres://u:hunter2@host/db"),
                tool("url", "postgres://u:p/hunter2@host/db"),
                tool("url", "https://host/?sig=hunter2"),
                tool("sql", "ALTER USER x IDENTIFIED BY 'hunter2'"),
                tool("sql", "ALTER USER x WITH PASSWORD 'very hunter2'"),
                tool("command", "mysql --password=hunter2 -e x"),
                tool("command", "export DB_PASSWORD=hunter2"),
                tool("command", "curl -H 'Authorization: Bearer hunter2' https://host"),
                tool("long", "x ".repeat(85) + "password: hunter2hunter2hunter2hunter2hunter2"))) {
            assertThat(written(call)).as(call.arguments().toString()).doesNotContain("hunter2");
        }
    }

    @Test
    void tokens_and_the_actions_own_credential_are_masked_wherever_they_stand() throws Exception {
        for (String secret :
                List.of(JWT, GITHUB, RANDOM, Records.TOKEN, "AKIAIOSFODNN7EXAMPLE", "sk-ant-api03-abcdef")) {
            for (String text : List.of(secret, "a " + secret + " b", "(\"" + secret + "\")", "x=" + secret + ";")) {
                assertThat(written(tool("text", text))).as(text).doesNotContain(secret);
                assertThat(written(new SqlCall("select '" + text + "'"))).doesNotContain(secret);
                assertThat(written(new ProcessStart(List.of("echo", text)))).doesNotContain(secret);
            }
        }
    }

    @Test
    void encoded_secrets_are_masked_whole_although_they_hold_slashes() throws Exception {
        for (String secret : List.of(
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "aGVsbG8/d29y+bGQ/MTIz/NDU2Nzg5",
                "dXNlcjpwYXNz/d29yZDEy/MzQ1Njc4OQ==")) {
            for (String text : List.of(secret, "x " + secret + " y", "note=" + secret, "(" + secret + ")")) {
                for (String piece : secret.split("[/+=]", -1)) {
                    if (!piece.isEmpty()) {
                        assertThat(written(tool("text", text))).as(text).doesNotContain(piece);
                    }
                }
            }
        }
        String key = "-----BEGIN PRIVATE KEY-----\nMIIE\nab/cd\n-----END PRIVATE KEY-----\n";
        assertThat(written(tool("text", key))).doesNotContain("MIIE", "ab/cd");
        assertThat(written(tool("text", key.substring(0, 40)))).doesNotContain("MIIE");
    }

    @Test
    void a_flag_masks_the_argument_behind_it() throws Exception {
        assertThat(action(new ProcessStart(List.of("curl", "-u", "me:hunter2", "--token", "hunter2", "https://host")))
                        .path("command")
                        .toString())
                .isEqualTo("[\"curl\",\"-u\",\"***\",\"--token\",\"***\",\"https://host\"]");
    }

    @Test
    void what_is_no_secret_stays_readable() throws Exception {
        assertThat(action(tool("volumeId", "3d2c42fb-6a1e-4a5f-9a53-2f3f1f6a7b11"))
                        .at("/arguments/volumeId")
                        .asText())
                .isEqualTo("3d2c42fb-6a1e-4a5f-9a53-2f3f1f6a7b11");
        assertThat(action(tool("sql", "DELETE FROM orders WHERE id = 7"))
                        .at("/arguments/sql")
                        .asText())
                .isEqualTo("DELETE FROM orders WHERE id = 7");
        assertThat(action(tool("path", "/var/lib/app/backup-2026-04-24.tar.gz"))
                        .at("/arguments/path")
                        .asText())
                .isEqualTo("/var/lib/app/backup-2026-04-24.tar.gz");
        assertThat(action(tool("path", "/Users/Shared/Project2/src/Main"))
                        .at("/arguments/path")
                        .asText())
                .isEqualTo("/Users/Shared/Project2/src/Main");
        assertThat(action(tool("note", "environment=Staging2/eu1=x"))
                        .at("/arguments/note")
                        .asText())
                .isEqualTo("environment=Staging2/eu1=x");
        assertThat(action(tool("count", 3)).at("/arguments/count").asText()).isEqualTo("3");
        assertThat(action(new ProcessStart(List.of("kubectl", "delete", "namespace", "shop-production")))
                        .path("command")
                        .toString())
                .isEqualTo("[\"kubectl\",\"delete\",\"namespace\",\"shop-production\"]");
    }

    @Test
    void declared_headers_and_bodies_of_a_tool_are_recorded_by_size() throws Exception {
        ToolCall call = new ToolCall(
                "http",
                "",
                Map.of("h", "X-Weird: hunter2", "b", "hunter2", "u", "https://u:hunter2@host/p?q=hunter2"),
                new ToolDeclaration(
                        null,
                        "",
                        false,
                        List.of(
                                new ToolDeclaration.Parameter("h", ToolDeclaration.Role.HTTP_HEADERS, ""),
                                new ToolDeclaration.Parameter("b", ToolDeclaration.Role.HTTP_BODY, ""),
                                new ToolDeclaration.Parameter("u", ToolDeclaration.Role.HTTP_URL, ""))));
        assertThat(written(call)).doesNotContain("hunter2").contains("https://host");
        assertThat(action(call).at("/arguments/b/bytes").asInt()).isEqualTo(7);
    }

    @Test
    void the_digest_of_a_short_secret_is_not_recorded() throws Exception {
        String hash = Hash.of("hunter2".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        AuditRecord.Decided decided = Records.read("x");
        var effect = decided.facts().effects().get(0);
        var weak = new dev.agentguard.decision.EffectFacts(
                effect.effect(),
                effect.location(),
                new dev.agentguard.scope.CredentialStanding(
                        dev.agentguard.scope.Credential.of("hunter2", "query"), null, null),
                effect.recoverability(),
                effect.rules());
        assertThat(AuditJson.write(new AuditRecord.Decided(
                        "x",
                        "s",
                        tool("note", "it is hunter2"),
                        new dev.agentguard.decision.Facts(
                                decided.facts().time(), decided.facts().origin(), List.of(weak)),
                        decided.decision(),
                        true,
                        null,
                        null,
                        "none")))
                .doesNotContain(hash, "hunter2");
    }
}
