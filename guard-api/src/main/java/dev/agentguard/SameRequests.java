package dev.agentguard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are sent again with the key by which the server knows them for the same: they do nothing twice. Safe for
 * use by many threads.
 */
final class SameRequests {

    private static final Set<String> KEYS =
            Set.of("idempotency-key", "x-idempotency-key", "paypal-request-id", "x-idempotence-key", "idempotence-key");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST = 10_000;

    private final Set<String> proceeded = Collections.newSetFromMap(new LinkedHashMap<>(64) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    });

    /** Returns what stands for a request and its key; empty if it has no key or was not seen whole. */
    static String of(Action action) {
        String key = action instanceof HttpCall call ? key(call) : null;
        Map<String, @Nullable Object> canonical = key == null ? null : CanonicalAction.of(action);
        if (canonical == null) {
            return "";
        }
        try {
            String text = JSON.writeValueAsString(canonical) + "\n" + key;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            return "";
        }
    }

    /** The key together with who sends it: another account has keys of its own. */
    private static @Nullable String key(HttpCall call) {
        String key = null;
        StringBuilder sender = new StringBuilder();
        for (Map.Entry<String, List<String>> header : call.headers().entrySet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (KEYS.contains(name)) {
                key = String.join(",", header.getValue());
            } else if (name.equals("authorization")) {
                sender.append(header.getValue());
            }
        }
        return key == null || key.isBlank() ? null : key + "\n" + sender;
    }

    synchronized boolean proceeded(String request) {
        return !request.isEmpty() && proceeded.contains(request);
    }

    synchronized void proceeds(String request) {
        if (!request.isEmpty()) {
            proceeded.add(request);
        }
    }

    synchronized void failed(String request) {
        proceeded.remove(request);
    }
}
