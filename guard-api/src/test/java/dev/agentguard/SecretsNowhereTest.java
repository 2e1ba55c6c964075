package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole run with a secret of its own in every place where one can stand: nothing that Guard writes, logs, throws or says
 * holds one of them, as it is, in base64, in hexadecimal or percent-encoded.
 */
class SecretsNowhereTest {

    private static final List<String> LINES = List.of(
            "curl -X DELETE -H 'Authorization: Bearer %s' https://api.example.com/things/1",
            "curl -X DELETE -H 'X-Api-Key: %s' https://api.example.com/things/1",
            "curl -X DELETE -u deploy:%s https://api.example.com/things/1",
            "curl -udeploy:%s -X DELETE https://api.example.com/things/1",
            "curl -X DELETE --user deploy:%s https://api.example.com/things/1",
            "curl -X DELETE -b 'session_id=%s' https://api.example.com/things/1",
            "curl -X DELETE --oauth2-bearer %s https://api.example.com/things/1",
            "curl -X DELETE https://git:%s@api.example.com/things/1",
            "curl -X DELETE 'https://api.example.com/things/1?access_token=%s'",
            "curl -X POST https://login.example.com/oauth2/token -d client_secret=%s",
            "curl -X POST https://api.example.com/users/delete -d '{\"password\":\"%s\"}'",
            "wget --method=DELETE --header='X-Auth-Token: %s' https://api.example.com/things/1",
            "wget --method=DELETE --user=a --password=%s https://api.example.com/things/1",
            "http DELETE https://api.example.com/things/1 'Authorization: Bearer %s'",
            "http -a deploy:%s DELETE https://api.example.com/things/1",
            "RAILWAY_TOKEN=%s railway volume delete x",
            "export RAILWAY_TOKEN=%s; railway volume delete x",
            "env RAILWAY_TOKEN='%s' railway volume delete x",
            "vercel remove x --token %s --yes",
            "vercel remove x --token=%s --yes",
            "vercel remove x -t %s --yes",
            "kubectl --token=%s delete namespace x",
            "mysql -u root -p%s -e 'drop table a'",
            "mysql -u root --password=%s -e 'drop table a'",
            "MYSQL_PWD=%s mysql -e 'drop table a'",
            "psql postgresql://app:%s@db.internal/orders -c 'drop table a'",
            "psql 'host=db.internal user=app password=%s' -c 'drop table a'",
            "PGPASSWORD=%s psql -h db.internal -c 'drop table a'",
            "redis-cli -a %s flushall",
            "sshpass -p %s ssh root@host rm -rf /srv",
            "sshpass -p%s ssh root@host rm -rf /srv",
            "mongosh 'mongodb://app:%s@db.internal/orders' --eval 'db.dropDatabase()'",
            "mongosh -u app -p %s --eval 'db.dropDatabase()'",
            "echo %s | gh auth login --with-token && gh repo delete o/r --yes",
            "docker login -u a -p %s registry.example.com && docker volume rm x",
            "echo %s | docker login -u a --password-stdin r.example.com && docker volume rm x",
            "vault login %s && vault kv metadata delete secret/a",
            "AWS_SECRET_ACCESS_KEY=%s aws ec2 terminate-instances --instance-ids i-1",
            "aws configure set aws_secret_access_key %s && aws s3 rb s3://b --force",
            "git push https://x:%s@github.com/o/r --force",
            "git -c http.extraheader='Authorization: Bearer %s' push --force origin main",
            "python3 -c \"import requests; requests.delete('https://api.example.com/things/1',"
                    + " headers={'Authorization': 'Bearer %s'})\"");

    private static final CallContext CONTEXT = new CallContext("session", Origin.TOOL);

    private final Random random = new Random(7);
    private final Map<String, String> secrets = new LinkedHashMap<>();
    private final StringBuilder said = new StringBuilder();

    @TempDir
    Path home;

    @TempDir
    Path given;

    /** A new secret: random letters, a UUID as Railway's tokens are, base64 with its signs, a word that a person chose. */
    private String secret(String where) {
        int kind = secrets.size() % 4;
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String secret = switch (kind) {
            case 0 ->
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replace('-', 'x') + "k9";
            case 1 -> id;
            case 2 -> "ghp_" + HexFormat.of().formatHex(bytes).substring(0, 36);
            default -> "correct-horse-" + letters(10);
        };
        secrets.put(secret, where);
        return secret;
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private List<Action> actions() {
        List<Action> actions = new ArrayList<>();
        for (int kind = 0; kind < 4; kind++) {
            secret("shifts the kinds, so that each place has each");
            for (int i = kind % 2; i < LINES.size(); i += 2) {
                String command = LINES.get(i).replace("%s", secret(LINES.get(i)));
                actions.add(
                        kind < 2
                                ? new ProcessStart(List.of("sh", "-c", command))
                                : tool("run_command", Map.of("command", command)));
            }
            actions.add(new ProcessStart(
                    List.of("mysql", "-u", "root", "-p" + secret("argument -p"), "-e", "drop table a")));
            actions.add(new ProcessStart(
                    List.of("curl", "-u", "a:" + secret("argument -u"), "-X", "DELETE", "https://a.b/c")));
            actions.add(http("Authorization", "Bearer " + secret("bearer"), ""));
            actions.add(http("Authorization", "Basic " + base64("user:" + secret("basic")), ""));
            actions.add(http("X-Api-Key", secret("x-api-key"), ""));
            actions.add(http("Cookie", "sid=" + secret("cookie") + "; theme=dark", ""));
            actions.add(http("Accept", "a", "{\"password\":\"" + secret("json body") + "\"}"));
            actions.add(http("Content-Type", "application/x-www-form-urlencoded", "token=" + secret("form body")));
            actions.add(url("https://user:" + secret("user information") + "@api.example.com/delete"));
            actions.add(url("https://api.example.com/delete?api_key=" + secret("query")));
            actions.add(url("https://api.example.com/delete#" + secret("fragment")));
            actions.add(sql("alter user a with password '" + secret("sql password") + "'"));
            actions.add(sql("create user a identified by '" + secret("sql identified") + "'"));
            actions.add(tool("deleteVolume", Map.of("id", "v", "token", secret("argument token"))));
            actions.add(tool("deleteVolume", Map.of("auth", Map.of("apiKey", secret("nested argument")))));
            actions.add(tool("deleteVolume", Map.of("options", "password: " + secret("text argument"))));
            actions.add(tool("deleteVolume", Map.of("headers", "Authorization: Bearer " + secret("header argument"))));
            actions.add(new HttpCall(
                    "POST",
                    "https://login.example.com/oauth2/token",
                    Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                    Body.of("client_secret=" + secret("client secret"))));
        }
        return actions;
    }

    private static ToolCall tool(String name, Map<String, Object> arguments) {
        return new ToolCall(name, "", Map.copyOf(arguments), ToolDeclaration.none());
    }

    private static HttpCall http(String header, String value, String body) {
        return new HttpCall(
                "DELETE", "https://api.example.com/things/1", Map.of(header, List.of(value)), Body.of(body));
    }

    private static HttpCall url(String url) {
        return new HttpCall("POST", url, Map.of(), Body.empty());
    }

    private static SqlCall sql(String text) {
        return new SqlCall(text, SqlDialect.POSTGRESQL, new Database("db:5432", "orders", "public", "app"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void no_secret_is_written_logged_thrown_or_said() throws Exception {
        CapturedLog.clear();
        Files.writeString(given.resolve("token"), secret("declared by file"));
        Files.writeString(given.resolve(".env"), "A=1\nDEPLOY=" + secret("declared by .env") + "\n");
        Path file = Files.writeString(
                home.resolve("guard.yaml"),
                "version: 1\ncredentials:\n  - {name: a, from: \"file:" + given.resolve("token")
                        + "\", purpose: x, operations: [\"x:y\"]}\n  - {name: b, from: \"file:" + given.resolve(".env")
                        + "#DEPLOY\", purpose: x, operations: [\"x:y\"]}\n");
        List<Action> actions = actions();
        List<String> declared = List.copyOf(secrets.keySet()).subList(0, 2);
        declared.forEach(secret -> actions.add(http("Authorization", "Bearer " + secret, "")));
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            say(guard.summary());
            for (Action action : actions) {
                run(guard, action);
            }
            approve();
            secrets.keySet().forEach(secret -> guard.toolResult(CONTEXT, "readFile", "T=" + secret));
            for (int i = 0; i < actions.size(); i += 10) {
                run(guard, actions.get(i));
            }
        }
        broken(file, actions);
        written();
        String all = said.toString();
        List<String> shown = new ArrayList<>();
        secrets.forEach((secret, where) -> {
            for (String form : forms(secret)) {
                int at = all.indexOf(form);
                if (at >= 0) {
                    shown.add(where + " ---> " + all.substring(Math.max(0, at - 100), Math.min(all.length(), at + 60)));
                }
            }
        });
        assertThat(shown).isEmpty();
        assertThat(said).contains("guard.yaml", "credentials.found", "credentials.purpose", "Guard failed");
    }

    private void run(Guard guard, Action action) throws Exception {
        Verdict verdict = guard.check(action, CONTEXT);
        Explanation explanation = guard.explain(action, CONTEXT);
        say(verdict, new ActionDeniedException(verdict), explanation, explanation.lines(), explanation.json(), action);
        if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.FAILED);
        }
        String issued = secret("issued");
        String answer = "{\"access_token\":\"" + issued + "\",\"token_type\":\"x\"}";
        guard.response(CONTEXT, action, 200, Map.of(), Body.of(answer));
        guard.toolResult(CONTEXT, "run_command", answer);
    }

    private void approve() throws Exception {
        Approvals approvals = new Approvals(home.resolve(".guard"), Clock.systemUTC(), Duration.ofMinutes(15));
        List<ApprovalRequest> pending = approvals.pending();
        assertThat(pending).isNotEmpty();
        for (ApprovalRequest request : pending) {
            say(request, approvals.approve(request.id(), "wrong", "someone"));
            say(approvals.reject(request.id(), "no", "someone"));
        }
    }

    /** Guard itself fails: its clock throws what holds a secret, and its record cannot be written. */
    private void broken(Path file, List<Action> actions) throws IOException {
        String secret = secret("message of an exception");
        Clock failing = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                throw new IllegalStateException(secret);
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                throw new IllegalStateException(secret);
            }

            @Override
            public java.time.Instant instant() {
                throw new IllegalStateException(secret);
            }
        };
        try (Guard guard = Guard.builder()
                .config(GuardConfig.load(file, true))
                .clock(failing)
                .build()) {
            for (Action action : actions.subList(0, 20)) {
                say(guard.check(action, CONTEXT));
            }
        }
        Path occupied = Files.createDirectory(home.resolve("occupied"));
        Files.writeString(occupied.resolve("guard.yaml"), "version: 1\nstore: state\n");
        GuardConfig unwritable = GuardConfig.load(occupied.resolve("guard.yaml"), true);
        Files.writeString(occupied.resolve("state"), "a file where a directory should be");
        try (Guard guard = Guard.builder().config(unwritable).build()) {
            for (Action action : actions.subList(0, 20)) {
                say(guard.check(action, CONTEXT));
            }
        }
        String pasted = secret("pasted into guard.yaml");
        for (String keys :
                List.of("from: %s", "fingerprint: %s", "key-id: \"%s x\"", "user: %s", "from: \"file:%s\"")) {
            Path wrong = Files.writeString(
                    given.resolve("wrong.yaml"),
                    "version: 1\ncredentials: [{name: a, purpose: b, " + keys.replace("%s", pasted) + "}]");
            assertThatThrownBy(() -> GuardConfig.load(wrong, true))
                    .isInstanceOf(ConfigException.class)
                    .satisfies(thrown -> say(thrown, thrown.getCause()));
        }
    }

    private void say(Object... what) {
        for (Object one : what) {
            said.append(one).append('\n');
        }
    }

    private void written() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                said.append(path)
                        .append('\n')
                        .append(Files.readString(path, StandardCharsets.ISO_8859_1))
                        .append('\n');
            }
        }
        said.append(CapturedLog.lines());
    }

    /** The secret as it is and encoded; of base64 what it has in common at each of the three positions. */
    private static TreeSet<String> forms(String secret) {
        TreeSet<String> forms = new TreeSet<>();
        forms.add(secret);
        forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.add(HexFormat.of().formatHex(bytes));
        for (int shift = 0; shift < 3; shift++) {
            String encoded = base64("x".repeat(shift) + secret);
            String core = encoded.substring(shift == 0 ? 0 : 4, encoded.length() - 4);
            forms.add(core);
            forms.add(core.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }
}
