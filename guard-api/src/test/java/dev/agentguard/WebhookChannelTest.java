package dev.agentguard;

import static dev.agentguard.HeldVolume.IN_TOOL;
import static dev.agentguard.HeldVolume.delete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.FaultServer.Fault;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApprovalTarget;
import dev.agentguard.config.Webhook;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that are posted to a server on a real socket, which works or does not. */
@Timeout(60)
class WebhookChannelTest {

    /** A variable that is set everywhere and long enough. */
    private static final String SECRET = System.getenv("PATH").strip();

    @TempDir
    Path home;

    private FaultServer server;
    private FaultServer elsewhere;

    @BeforeEach
    void start() throws Exception {
        server = new FaultServer(request -> "{\"approved\": true, \"confirm\": \"v1\"}");
        elsewhere = new FaultServer(request -> "");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        elsewhere.close();
    }

    private Guard guard() throws Exception {
        return new HeldVolume(home)
                .guard("version: 1\napproval: {webhook: {url: \"http://127.0.0.1:" + server.port()
                        + "/hooks/k3y-in-the-path\", secret: env:PATH}}");
    }

    private void await(int requests) throws InterruptedException {
        while (server.asked.size() < requests) {
            Thread.sleep(20);
        }
    }

    private static String header(FaultServer.Asked asked, String name) {
        return asked.head()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_is_held_is_told_signed_and_masked_and_no_answer_approves_it() throws Exception {
        try (Guard guard = guard()) {
            assertThat(guard.summary()).contains("requests are also put to `webhook`");
            Verdict held = guard.check(delete("v1"), IN_TOOL);
            await(1);
            Thread.sleep(100); // for an answer to do what it must not

            FaultServer.Asked asked = server.asked.get(0);
            assertThat(asked.line()).isEqualTo("POST /hooks/k3y-in-the-path HTTP/1.1");
            String signature = header(asked, "Guard-Signature");
            assertThat(signature).matches("t=[0-9]{10},v1=[0-9a-f]{64}");
            String seconds = signature.substring(2, 12);
            assertThat(Long.parseLong(seconds))
                    .isBetween(
                            Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(signature)
                    .endsWith(HexFormat.of()
                            .formatHex(mac.doFinal((seconds + "." + asked.body()).getBytes(StandardCharsets.UTF_8))));

            JsonNode body = new ObjectMapper().readTree(asked.body());
            assertThat(body.path("type").asText()).isEqualTo("approval.requested");
            assertThat(body.path("id").asText()).isEqualTo(held.approvalId());
            assertThat(header(asked, "Idempotency-Key")).isEqualTo(held.approvalId());
            assertThat(body.path("targets").path(0).path("operation").asText()).isEqualTo("railway:volumeDelete");
            assertThat(asked.body()).doesNotContain("rw_9f3k").doesNotContain(SECRET);

            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
            assertThat(server.asked).hasSize(1);
        }
    }

    @Test
    void an_outage_holds_nobody_up_and_the_message_comes_after_it() throws Exception {
        server.fault = Fault.STATUS_500;
        try (Guard guard = guard()) {
            long start = System.nanoTime();
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            await(1);
            server.fault = Fault.NONE;
            await(2);
            assertThat(header(server.asked.get(0), "Idempotency-Key"))
                    .isEqualTo(header(server.asked.get(1), "Idempotency-Key"));
        }
    }

    @Test
    void a_server_that_refuses_is_said_once_without_its_address() throws Exception {
        CapturedLog.clear();
        server.fault = Fault.STATUS_403;
        try (Guard guard = guard()) {
            guard.check(delete("v1"), IN_TOOL);
            guard.check(delete("v2"), IN_TOOL);
            await(2);
            for (int i = 0; i < 100 && !CapturedLog.lines().contains("approval channel"); i++) {
                Thread.sleep(20);
            }
        }
        assertThat(CapturedLog.lines().lines().filter(line -> line.contains("approval channel")))
                .singleElement()
                .asString()
                .contains("could not tell: `127.0.0.1` answered 403")
                .doesNotContain("k3y-in-the-path");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        STATUS_403, 1, answered 403
        REDIRECTS,  1, 'answered 307, and redirects are not followed'
        STATUS_429, 4, answered 429
        STATUS_500, 4, answered 500
        OVERSIZED,  4, could not be reached: ResponseTooLongException
        NOT_HTTP,   4, could not be reached
        """)
    void what_fails_is_tried_again_only_where_that_may_help(Fault fault, int attempts, String said) {
        server.fault = fault;
        server.redirectTo = "http://127.0.0.1:" + elsewhere.port() + "/";
        WebhookChannel channel = new WebhookChannel(
                new Webhook(URI.create("http://127.0.0.1:" + server.port() + "/"), Secret.of(SECRET)),
                new JdkHttpTransport(),
                Clock.systemUTC(),
                Duration.ofMillis(5));
        Instant now = Instant.now();
        ApprovalRequest request = new ApprovalRequest(
                "k7q2m9x4tb",
                "sha256:0",
                "s",
                now,
                now,
                "v1",
                List.of(new ApprovalTarget("a:b", "c")),
                List.of(),
                List.of());

        assertThatThrownBy(() -> channel.requested(request, null))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining(said);
        assertThat(server.asked).hasSize(attempts);
        assertThat(elsewhere.asked).isEmpty();
    }
}
