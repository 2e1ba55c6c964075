package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever an action carries a credential, what is known of that one is what its effects are judged by. */
class CredentialUseTest {

    private static final String FOUND = "rw_7f3e9a1c5b2d4k3f9";
    private static final String GIVEN = "rw_0a1b2c3d4e5f6g7h8";
    private static final CallContext CONTEXT = new CallContext("s", Origin.TOOL);

    @TempDir
    Path work;

    private Guard guard;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(
                work.resolve("guard.yaml"),
                "version: 1\nagent: {environments: [staging]}\nenvironments: {staging: {}, production: {}}\n"
                        + "credentials:\n  - {name: deploys, fingerprint: \""
                        + Credential.of(GIVEN, "").fingerprint()
                        + "\", purpose: deployments, operations: [\"railway:*\", \"http:*\"], environments: [staging]}\n"
                        + "  - {name: orders, user: \"jdbc:app_rw@db.internal\", purpose: the orders,"
                        + " operations: [\"sql:update\"]}\n"
                        + "  - {name: cluster, user: \"kubeconfig:*@prod\", purpose: looking,"
                        + " operations: [\"kubectl:get\"]}\n");
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
        guard.toolResult(CONTEXT, "readFile", "RAILWAY_TOKEN=" + FOUND + "\n");
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    private List<CredentialStanding> standings(Action action) {
        return guard.explain(action, CONTEXT).facts().effects().stream()
                .map(EffectFacts::credential)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<String> rules(Action action) {
        return guard.explain(action, CONTEXT).decision().reasons().stream()
                .map(Reason::rule)
                .toList();
    }

    private static ProcessStart shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    private static ToolCall tool(String name, Map<String, Object> arguments) {
        return new ToolCall(name, "", Map.copyOf(arguments), ToolDeclaration.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -X POST -H 'Authorization: Bearer %s' https://backboard.railway.com/graphql/v2 -d '{}'",
                "curl -X DELETE -u deploy:%s https://api.example.com/things/1",
                "curl -X DELETE -b 'session_id=%s' https://api.example.com/things/1",
                "curl -X DELETE --oauth2-bearer %s https://api.example.com/things/1",
                "curl -X DELETE https://git:%s@api.example.com/things/1",
                "curl -X DELETE 'https://api.example.com/things/1?access_token=%s'",
                "T=%s; curl -X DELETE -H \"X-Api-Key: $T\" https://api.example.com/things/1",
                "wget --method=DELETE --header='X-Auth-Token: %s' https://api.example.com/things/1",
                "wget --method=DELETE --user=a --password=%s https://api.example.com/things/1",
                "http DELETE https://api.example.com/things/1 'Authorization: Bearer %s'",
                "http -a deploy:%s DELETE https://api.example.com/things/1",
                "xh --bearer %s DELETE https://api.example.com/things/1",
                "RAILWAY_TOKEN=%s railway volume delete x",
                "export RAILWAY_TOKEN=%s; railway volume delete x",
                "export RAILWAY_TOKEN=%s && cd /tmp && railway volume delete x",
                "env RAILWAY_TOKEN=%s railway volume delete x",
                "RAILWAY_TOKEN=\"rw_7f3e9a1c\"'5b2d4k3f9' railway volume delete x",
                "RAILWAY_TOKEN=rw_7f3e9a1c\\5b2d4k3f9 railway volume delete x",
                "RAILWAY_TOKEN=$'rw_7f3e9a1c\\x35b2d4k3f9' railway volume delete x",
                "A=rw_7f3e9a1c; export RAILWAY_TOKEN=${A}5b2d4k3f9; railway volume delete x",
                "RAILWAY_TOKEN=$(echo %s) railway volume delete x",
                "bash -c 'RAILWAY_TOKEN=%s railway volume delete x'",
                "vercel remove x --token %s --yes",
                "vercel remove x --token=%s --yes",
                "kubectl --token=%s delete namespace x",
                "kubectl --token %s delete namespace x",
                "mysql -u root -p%s -e 'drop table a'",
                "mysql -u root --password=%s -e 'drop table a'",
                "MYSQL_PWD=%s mysql -e 'drop table a'",
                "psql postgresql://app:%s@db.internal/orders -c 'drop table a'",
                "PGPASSWORD=%s psql -h db.internal -c 'drop table a'",
                "psql 'host=db.internal user=app password=%s' -c 'drop table a'",
                "redis-cli -a %s flushall",
                "mongosh 'mongodb://app:%s@db.internal/orders' --eval 'db.dropDatabase()'",
                "echo %s | gh auth login --with-token && gh repo delete o/r --yes",
                "docker login -u a -p %s registry.example.com",
                "echo %s | docker login -u a --password-stdin registry.example.com",
                "VAULT_TOKEN=%s vault kv metadata delete secret/a",
                "vault login %s",
                "AWS_SECRET_ACCESS_KEY=%s aws ec2 terminate-instances --instance-ids i-1",
                "aws configure set aws_secret_access_key %s",
                "npm publish --//registry.npmjs.org/:_authToken=%s",
                "git push https://x:%s@github.com/o/r --force",
                "git -c http.extraheader='Authorization: Bearer %s' push --force origin main",
                "helm upgrade x y --set image.tag=1 --set auth.password=%s",
                "python3 -c \"import requests; requests.delete('https://api.example.com/things/1',"
                        + " headers={'Authorization': 'Bearer %s'})\"",
            })
    void a_found_token_in_a_command_line_is_told(String line) {
        ProcessStart start = shell(line.replace("%s", FOUND));
        assertThat(standings(start)).as(line).anyMatch(CredentialStanding::found);
        assertThat(rules(start)).as(line).contains("credentials.found");
        assertThat(rules(tool("run_command", Map.of("command", line.replace("%s", FOUND)))))
                .as(line)
                .contains("credentials.found");
        ProcessStart other = shell(line.replace("%s", "some-other-value-0").replace("5b2d4k3f9", "5b2d4k3f8"));
        assertThat(standings(other)).as(line).noneMatch(CredentialStanding::found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAILWAY_TOKEN=%s rm -rf build",
                "echo %s",
                "grep -r %s src",
                "export RAILWAY_TOKEN=%s; railway status; GITHUB_TOKEN=some-other-token gh repo delete o/r --yes",
            })
    void a_found_token_that_is_not_used_for_a_write_refuses_none(String line) {
        Decision decision =
                guard.explain(shell(line.replace("%s", FOUND)), CONTEXT).decision();
        assertThat(decision.reasons())
                .as(line)
                .noneMatch(reason -> reason.rule().equals("credentials.found")
                        && decision instanceof Decision.Deny
                        && !line.contains("railway"));
        assertThat(guard.explain(shell(line.replace("%s", FOUND)), CONTEXT)
                        .facts()
                        .effects())
                .as(line)
                .filteredOn(facts ->
                        facts.credential() != null && facts.credential().found())
                .allMatch(facts -> facts.effect().operation().startsWith("railway"));
    }

    @Test
    void a_credential_that_is_only_named_beside_proves_no_place() {
        String line = "RAILWAY_TOKEN=" + GIVEN + " railway redeploy -y";
        assertThat(guard.explain(shell(line), CONTEXT).facts().effects()).anySatisfy(facts -> {
            assertThat(facts.credential()).isNotNull();
            assertThat(facts.location()).isNotInstanceOf(dev.agentguard.scope.Location.Proven.class);
        });
    }

    @Test
    void what_is_declared_does_not_speak_for_what_stands_beside_it() {
        String line = "vercel remove x --token " + GIVEN + " --token " + FOUND;
        assertThat(rules(shell(line))).contains("credentials.found");
        HttpCall two = new HttpCall(
                "DELETE",
                "https://api.example.com/things/1",
                Map.of("Authorization", List.of("Bearer " + GIVEN, "Bearer " + FOUND)),
                Body.empty());
        assertThat(rules(two)).contains("credentials.found");
    }

    @Test
    void the_user_of_a_connection_is_a_credential() {
        Database orders = new Database("db.internal:5432", "orders", "public", "app_rw");
        assertThat(rules(new SqlCall("drop table a", SqlDialect.POSTGRESQL, orders)))
                .contains("credentials.purpose");
        assertThat(rules(new SqlCall("update a set b = 1 where id = 1", SqlDialect.POSTGRESQL, orders)))
                .doesNotContain("credentials.purpose");
        assertThat(rules(shell("psql -h db.internal -U app_rw orders -c 'drop table a'")))
                .contains("credentials.purpose");
        assertThat(rules(shell("psql postgres://app_rw@db.internal/orders -c 'drop table a'")))
                .contains("credentials.purpose");
        assertThat(rules(shell("psql -h other.internal -U app_rw orders -c 'drop table a'")))
                .doesNotContain("credentials.purpose");
    }

    @Test
    void the_context_of_a_cluster_is_a_credential() {
        assertThat(rules(shell("kubectl --context prod delete namespace x"))).contains("credentials.purpose");
        assertThat(rules(shell("kubectl --context=prod get pods"))).doesNotContain("credentials.purpose");
        assertThat(rules(shell("kubectl --context test delete namespace x"))).doesNotContain("credentials.purpose");
    }

    @Test
    void a_secret_in_a_tools_argument_is_used_by_the_call() {
        assertThat(rules(tool("deleteVolume", Map.of("id", "v1", "token", FOUND))))
                .contains("credentials.found");
        assertThat(rules(tool("deleteVolume", Map.of("id", "v1", "auth", Map.of("apiKey", FOUND)))))
                .contains("credentials.found");
        assertThat(rules(tool("deleteVolume", Map.of("id", "v1", "options", "Authorization: Bearer " + FOUND))))
                .contains("credentials.found");
        assertThat(rules(tool("deleteVolume", Map.of("id", "v1", "note", GIVEN))))
                .contains("credentials.purpose");
    }

    @Test
    void what_a_server_hands_out_to_be_given_back_is_no_credential() {
        guard.toolResult(CONTEXT, "list", "{\"nextPageToken\": \"CAUQAA0123456789abc\", \"id\": \"ckz8f3a9b2c1d0e7\"}");
        assertThat(standings(tool("listVolumes", Map.of("pageToken", "CAUQAA0123456789abc"))))
                .isEmpty();
        assertThat(standings(tool("deleteVolume", Map.of("id", "ckz8f3a9b2c1d0e7"))))
                .isEmpty();
        assertThat(standings(tool("createUser", Map.of("name", "a", "password", FOUND))))
                .isEmpty();
    }

    @Test
    void a_found_token_is_the_same_in_any_encoding_and_quoting() {
        Random random = new Random(11);
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
        for (int round = 0; round < 300; round++) {
            StringBuilder drawn = new StringBuilder("k1");
            for (int i = 12 + random.nextInt(30); i > 0; i--) {
                drawn.append(letters.charAt(random.nextInt(letters.length())));
            }
            String secret = drawn.toString();
            guard.toolResult(CONTEXT, "readFile", shownAs(secret, random));
            String line = "RAILWAY_TOKEN=" + quotedAs(secret, random) + " railway volume delete x";
            assertThat(standings(shell(line))).as(line).anyMatch(CredentialStanding::found);
        }
    }

    private static String shownAs(String secret, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> "T=" + secret;
            case 1 -> "{\"t\": \"" + secret.replace("_", "\\u005f") + "\"}";
            case 2 -> "q=%22" + secret.replace("-", "%2D").replace("_", "%5f") + "%22";
            case 3 -> Base64.getEncoder().encodeToString(("TOKEN=" + secret).getBytes(StandardCharsets.UTF_8));
            default -> "https://u:" + secret + "@h/";
        };
    }

    private static String quotedAs(String secret, Random random) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < secret.length(); ) {
            int end = Math.min(secret.length(), i + 1 + random.nextInt(6));
            String part = secret.substring(i, end);
            line.append(
                    switch (random.nextInt(6)) {
                        case 0 -> "'" + part + "'";
                        case 1 -> "\"" + part + "\"";
                        case 2 -> "\\" + part;
                        case 3 -> "$'\\x" + Integer.toHexString(part.charAt(0)) + "'" + part.substring(1);
                        case 4 -> "''" + part + "\"\"";
                        default -> part;
                    });
            i = end;
        }
        return line.toString();
    }
}
