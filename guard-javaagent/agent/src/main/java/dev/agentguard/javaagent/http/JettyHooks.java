package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link JettyInstrumentation} calls. Safe for use by several threads. */
final class JettyHooks {

    private static final String UNJUDGED = "guard could not judge this request, so it was not sent (guard.failure)";
    private static final String MISFRAMED = "the body is not as long as its head says";
    private static final String UNREAD = "the body was not read before it was sent";

    /** What was judged, by exchange. */
    private final WeakIdentityMap<Object, List<HttpHop>> hops = new WeakIdentityMap<>();

    /** Who sent the first request of a conversation, for those that follow from it. */
    private final WeakIdentityMap<Object, String> contexts = new WeakIdentityMap<>();

    /**
     * Takes the body of a request that a sender was given.
     *
     * @return whether it is not to be sent now: its body is not there yet, and the sender is given it anew when it is, or
     *     it was aborted
     */
    boolean isHeldBack(Object sender, Object exchange) {
        try {
            return !isTaken(sender, exchange);
        } catch (Exception e) {
            GuardBridge.failed("jetty.send", e);
            abort(exchange, new RefusedException(UNJUDGED));
            return true;
        }
    }

    private static boolean isTaken(Object sender, Object exchange) throws Exception {
        Object request = JettyMessages.request(exchange);
        Object content = JettyMessages.content(request);
        if (content == null || isTunnel(request, content) || JettyBody.of(content) != null || isTooLong(content)) {
            return true;
        }
        JettyBody body = JettyBody.of(exchange, content);
        try {
            body.begin();
        } catch (Exception e) {
            // the application's own fault: the client meets it too, if the request is sent at all
            return true;
        }
        JettyMessages.replaceContent(request, body.replacement());
        if (body.isTaken(() -> sendNow(sender, exchange))) {
            return true;
        }
        Object client = Members.get(JettyMessages.destination(exchange), "getHttpClient");
        Executor threads = (Executor) Members.get(client, "getExecutor");
        // not on the client's only thread for timers
        Runnable end = () -> threads.execute(body::isLate);
        Object timer = Members.get(
                Members.get(client, "getScheduler"), "schedule", end, BodyLimit.WAIT_MILLIS, TimeUnit.MILLISECONDS);
        body.whenTaken(() -> Members.call(timer, "cancel"));
        return false;
    }

    /** On whichever thread wrote the last of the body, or on one of Jetty's if that came too late. */
    private static void sendNow(Object sender, Object exchange) {
        try {
            if (Members.call(JettyMessages.request(exchange), "getAbortCause") == null) {
                Members.call(sender, "send", exchange);
            }
        } catch (Exception e) {
            GuardBridge.failed("jetty.send", e);
            abort(exchange, new RefusedException(UNJUDGED));
        }
    }

    /** Judges a request whose head is written next; aborts one that must not go. */
    boolean mayGo(Object exchange) {
        try {
            judge(exchange);
            return true;
        } catch (RefusedException refused) {
            abort(exchange, refused);
        } catch (Exception e) {
            GuardBridge.failed("jetty.head", e);
            abort(exchange, new RefusedException(UNJUDGED));
        }
        return false;
    }

    private void judge(Object exchange) throws Exception {
        Object request = JettyMessages.request(exchange);
        Object content = JettyMessages.content(request);
        if (isTunnel(request, content)) {
            // what passes the tunnel is judged
            return;
        }
        Map<String, List<String>> headers = JettyMessages.headers(request);
        JudgedBody body = known(content, headers);
        Object conversation = Members.get(exchange, "getConversation");
        String first = contexts.get(conversation);
        String context = first == null ? context(exchange) : first;
        List<HttpHop> judged = new ArrayList<>();
        try {
            for (String url : JettyMessages.urls(exchange, request, headers)) {
                judged.add(HttpHop.enter(JettyMessages.method(request), url, headers, body, context));
            }
        } catch (RefusedException refused) {
            judged.forEach(hop -> hop.exit(HttpOutcome.FAILED));
            throw refused;
        }
        contexts.put(conversation, judged.get(0).context());
        hops.put(exchange, judged);
        for (HttpHop hop : judged) {
            if (hop.wantsAnswer()) {
                JettyAnswer.await(exchange, hop);
            }
        }
    }

    private static JudgedBody known(@Nullable Object content, Map<String, List<String>> headers) throws Exception {
        if (content == null) {
            return JudgedBody.NONE;
        }
        JettyBody body = JettyBody.of(content);
        if (body == null) {
            return JudgedBody.notInspected(isTooLong(content) ? BodyLimit.exceeded() : UNREAD);
        }
        JudgedBody known = body.known();
        String length = String.valueOf(known.bytes().length);
        boolean framed =
                JettyMessages.values(headers, "Content-Length").stream().allMatch(length::equals);
        return framed || !known.notInspected().isEmpty() ? known : JudgedBody.notInspected(MISFRAMED);
    }

    private static boolean isTooLong(Object content) throws Exception {
        return (Long) Members.get(content, "getLength") > BodyLimit.BYTES;
    }

    /** What is asked of a proxy for the way to a host says nothing to that host. */
    private static boolean isTunnel(Object request, @Nullable Object content) throws Exception {
        return JettyMessages.method(request).equals("CONNECT")
                && (content == null || (Long) Members.get(content, "getLength") == 0);
    }

    /** Jetty's own threads send for everybody; those of a pool that does not tell its name may be such. */
    private static String context(Object exchange) throws Exception {
        Object client = Members.get(JettyMessages.destination(exchange), "getHttpClient");
        Object pool = Members.get(client, "getExecutor");
        String name = Members.has(pool, "getName") ? Members.text(pool, "getName") : "";
        return Thread.currentThread().getName().startsWith(name) ? HttpHop.UNATTRIBUTED : "";
    }

    private static void abort(Object exchange, RefusedException refused) {
        try {
            Members.call(JettyMessages.request(exchange), "abort", refused);
        } catch (Exception e) {
            // nothing is written all the same
            GuardBridge.failed("jetty.abort", e);
        }
    }

    /** Once the request and the response are through. */
    void ended(Object exchange, Object result) throws Exception {
        List<HttpHop> judged = hops.get(exchange);
        if (judged == null) {
            return;
        }
        Object failure = Members.call(result, "getFailure");
        String outcome = failure instanceof Throwable thrown
                ? HttpOutcome.of(null, thrown)
                : HttpOutcome.ofStatus(JettyMessages.status(Members.get(result, "getResponse")));
        judged.forEach(hop -> hop.exit(outcome));
    }
}
