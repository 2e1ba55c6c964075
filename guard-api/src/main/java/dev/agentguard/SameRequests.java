package dev.agentguard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.http.HttpReader;
import dev.agentguard.pack.Idempotency;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are sent again with the key by which the server, as its pack says, knows them for the same: they do
 * nothing twice. Safe for use by many threads.
 */
final class SameRequests {

    /** Senders may be told apart by these: another account has keys of its own. */
    private static final List<String> SENDER =
            List.of("authorization", "x-api-key", "stripe-account", "stripe-context");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 10_000;

    private final BiFunction<String, String, @Nullable Idempotency> providers;
    private final InstantSource clock;

    private final Map<String, Instant> proceeded = new LinkedHashMap<>(64) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A request and the key that it is sent with.
     *
     * @param digest what is the same for the same request; empty if it has no key or was not seen whole
     * @param until when the server may have forgotten the key
     */
    record Request(String digest, Instant until) {

        static final Request NONE = new Request("", Instant.MIN);
    }

    /** Creates a memory that asks which key the provider at a host and path goes by. */
    SameRequests(BiFunction<String, String, @Nullable Idempotency> providers, InstantSource clock) {
        this.providers = providers;
        this.clock = clock;
    }

    Request of(Action action) {
        if (!(action instanceof HttpCall call) || !call.method().equals("POST")) {
            return Request.NONE;
        }
        HttpReader.Endpoint endpoint = HttpReader.endpoint(call.url());
        Idempotency idempotency = providers.apply(endpoint.host(), endpoint.path());
        String key = idempotency == null ? "" : values(call, idempotency.header());
        Map<String, @Nullable Object> canonical = key.isBlank() ? null : CanonicalAction.of(action);
        if (idempotency == null || canonical == null) {
            return Request.NONE;
        }
        StringBuilder text = new StringBuilder(key);
        SENDER.forEach(name -> text.append('\n').append(values(call, name)));
        try {
            text.append('\n').append(JSON.writeValueAsString(canonical));
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return new Request(HexFormat.of().formatHex(digest), clock.instant().plus(idempotency.kept()));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            return Request.NONE;
        }
    }

    private static String values(HttpCall call, String name) {
        StringBuilder values = new StringBuilder();
        call.headers().forEach((header, all) -> {
            if (header.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                values.append(String.join(",", all));
            }
        });
        return values.toString();
    }

    synchronized boolean proceeded(Request request) {
        Instant until = proceeded.get(request.digest());
        return until != null && until.isAfter(clock.instant());
    }

    synchronized void proceeds(Request request) {
        if (!request.digest().isEmpty()) {
            proceeded.putIfAbsent(request.digest(), request.until());
        }
    }

    synchronized void failed(Request request) {
        proceeded.remove(request.digest());
    }
}
