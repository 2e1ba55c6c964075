package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Asks about commands to stores. Nobody says how they end: what a client sends and what it reads are apart. Stateless. */
final class StoreChecks {

    /** What is sent by a thread that works for everybody. */
    private static final String UNATTRIBUTED = "?";

    private static final String FAILED =
            "guard could not judge this command, so it was not sent (guard.failure); do not try again, tell the user";

    private StoreChecks() {}

    /** What a hook does that may find that a command must not be sent. */
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    /** Returns why a command must not be sent, also because Guard failed; null if it may be. */
    static @Nullable RefusedException refusal(String hook, Check check) {
        try {
            check.run();
            return null;
        } catch (RefusedException refused) {
            return refused;
        } catch (Throwable failure) {
            GuardBridge.failed(hook, failure);
            return new RefusedException(FAILED);
        }
    }

    /**
     * Reads where a command goes. Where that fails the place is not known, which only what writes is held for.
     *
     * @param hook who asks
     * @param reader looks into the client, whose insides may be others in a version that nobody has seen
     */
    static List<String> place(String hook, Callable<List<String>> reader) {
        try {
            return reader.call();
        } catch (Exception | LinkageError failure) {
            GuardBridge.failed(hook, failure);
            return List.of();
        }
    }

    /** Judges what is sent to a server of Redis. */
    static void redis(List<String> hosts, @Nullable String database, List<byte[]> words, boolean forEverybody)
            throws RefusedException {
        Map<String, Object> message = start("REDIS", hosts, database, forEverybody);
        message.put("words", words);
        check(message);
    }

    /** Judges a command that has a name and arguments. */
    static void command(
            String store,
            List<String> hosts,
            @Nullable String database,
            String name,
            Map<String, @Nullable Object> arguments,
            @Nullable String digest,
            boolean forEverybody)
            throws RefusedException {
        Map<String, Object> message = start(store, hosts, database, forEverybody);
        message.put("name", name);
        message.put("arguments", arguments);
        if (digest != null) {
            message.put("digest", digest);
        }
        check(message);
    }

    private static Map<String, Object> start(
            String store, List<String> hosts, @Nullable String database, boolean forEverybody) {
        Map<String, Object> message = new HashMap<>();
        message.put("store", store);
        message.put("hosts", hosts);
        if (database != null) {
            message.put("database", database);
        }
        if (forEverybody) {
            message.put("context", UNATTRIBUTED);
        }
        return message;
    }

    private static void check(Map<String, Object> message) throws RefusedException {
        Map<String, Object> answer = GuardBridge.call("store.check", message);
        if (!Boolean.TRUE.equals(answer.get("proceeds"))) {
            throw new RefusedException(String.valueOf(answer.get("message")));
        }
        String id = String.valueOf(answer.get("id"));
        if (!id.isEmpty()) {
            GuardBridge.exit(id, "UNKNOWN");
        }
    }
}
