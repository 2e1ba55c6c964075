package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import java.util.List;
import java.util.Map;

/**
 * One request on the wire that was let through.
 *
 * @param id the id of its verdict; empty if there is nothing to say when it ends
 * @param context who sent it, for the redirects that follow on other threads
 * @param wantsAnswer whether its answer may hold a credential that is issued for what it carries
 */
record HttpHop(String id, String context, boolean wantsAnswer) {

    /** The context of what is sent by a thread that serves everybody, such as an event loop. */
    static final String UNATTRIBUTED = "?";

    /** A request that was not judged here: Guard's own. */
    static final HttpHop NONE = new HttpHop("", "", false);

    /** Asks whether the request may be sent. */
    static HttpHop enter(String method, String url, Map<String, List<String>> headers, JudgedBody body, String context)
            throws RefusedException {
        Map<String, Object> answer =
                GuardBridge.enterHttp(method, url, headers, body.bytes(), body.notInspected(), context);
        return new HttpHop(
                String.valueOf(answer.getOrDefault("id", "")),
                String.valueOf(answer.getOrDefault("context", "")),
                Boolean.TRUE.equals(answer.get("answer")));
    }

    /** Hands on what it was answered; never throws, since the answer is the application's. */
    void answered(int status, Map<String, List<String>> headers, byte[] body) {
        try {
            GuardBridge.call("http.answer", Map.of("id", id, "status", status, "headers", headers, "body", body));
        } catch (RuntimeException | LinkageError e) {
            GuardBridge.failed("http.answer", e);
        }
    }

    void exit(String outcome) {
        if (!id.isEmpty()) {
            GuardBridge.exitHttp(id, outcome);
        }
    }

    /**
     * What is known of a body.
     *
     * @param bytes all of it, or none of it if it was not inspected
     * @param notInspected why it was not; empty if it was
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and copied by the action.
    record JudgedBody(byte[] bytes, String notInspected) {
        static final JudgedBody NONE = new JudgedBody(new byte[0], "");

        boolean isAbsent() {
            return bytes.length == 0 && notInspected.isEmpty();
        }

        static JudgedBody of(byte[] bytes) {
            return new JudgedBody(bytes, "");
        }

        static JudgedBody notInspected(String because) {
            return new JudgedBody(new byte[0], because);
        }
    }
}
