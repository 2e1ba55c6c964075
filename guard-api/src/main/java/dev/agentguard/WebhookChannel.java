package dev.agentguard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalReply;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.config.Webhook;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.scope.HttpTransport;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts each request to an address that a human configured, signed, so that whatever is there can tell people. It answers
 * nothing: whatever comes back, the request waits on. Threadsafe.
 *
 * <p>{@code Guard-Signature: t=…,v1=…} holds the seconds since 1970 and, in hex, the HMAC-SHA-256 (RFC 2104) of those
 * seconds, a dot and the body under the shared secret; the receiver compares it and refuses what is older than a few
 * minutes. {@code Idempotency-Key} is the request's id: a delivery that was not acknowledged comes again.
 */
final class WebhookChannel implements ApprovalChannel {

    static final String NAME = "webhook";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER = 64 << 10;
    private static final int ATTEMPTS = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Webhook webhook;
    private final HttpTransport transport;
    private final InstantSource clock;
    private final Retry retry;

    WebhookChannel(Webhook webhook, HttpTransport transport, InstantSource clock) {
        this(webhook, transport, clock, Duration.ofSeconds(1));
    }

    WebhookChannel(Webhook webhook, HttpTransport transport, InstantSource clock, Duration pause) {
        this.webhook = webhook;
        this.transport = transport;
        this.clock = clock;
        this.retry = Retry.of(
                NAME,
                RetryConfig.custom()
                        .maxAttempts(ATTEMPTS)
                        .intervalFunction(IntervalFunction.ofExponentialBackoff(pause.toMillis(), 4))
                        .retryOnException(e -> e instanceof CallFailedException failed && failed.mayPass())
                        .build());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void requested(ApprovalRequest request, ApprovalReply reply) throws Exception {
        byte[] body = body(request);
        retry.executeCallable(() -> {
            post(request.id(), body);
            return true;
        });
    }

    private void post(String id, byte[] body) throws CallFailedException {
        HttpTransport.Request post = new HttpTransport.Request(
                "POST",
                webhook.url(),
                Map.of(
                        "Content-Type",
                        "application/json",
                        "User-Agent",
                        "guard",
                        "Idempotency-Key",
                        id,
                        "Guard-Signature",
                        signature(body)),
                body,
                TIMEOUT,
                LONGEST_ANSWER);
        int status;
        try {
            status = transport.send(post).status();
        } catch (SocketTimeoutException e) {
            throw failed("gave no complete answer within " + TIMEOUT.toSeconds() + " s", true);
        } catch (IOException e) {
            throw failed("could not be reached: " + e.getClass().getSimpleName(), true);
        }
        if (status < 200 || status > 299) {
            boolean mayPass = status >= 500 || status == 408 || status == 429;
            throw failed("answered " + status + (status / 100 == 3 ? ", and redirects are not followed" : ""), mayPass);
        }
    }

    private CallFailedException failed(String how, boolean mayPass) {
        return new CallFailedException("could not tell: `" + webhook.url().getHost() + "` " + how, mayPass);
    }

    private String signature(byte[] body) throws CallFailedException {
        long seconds = clock.instant().getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(webhook.secret().reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw failed("cannot be signed for: " + e.getClass().getSimpleName(), false);
        }
    }

    private static byte[] body(ApprovalRequest request) {
        ObjectNode json = JSON.createObjectNode()
                .put("type", "approval.requested")
                .put("id", request.id())
                .put("session", request.session())
                .put("createdAt", request.createdAt().toString())
                .put("expiresAt", request.expiresAt().toString())
                .put("confirm", request.confirm());
        ArrayNode targets = json.putArray("targets");
        request.targets()
                .forEach(target ->
                        targets.addObject().put("operation", target.operation()).put("resource", target.resource()));
        ArrayNode lines = json.putArray("lines");
        request.lines().forEach(lines::add);
        ArrayNode reasons = json.putArray("reasons");
        request.reasons().forEach(reasons::add);
        json.put("answer", "java -jar guard.jar approve " + request.id());
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
