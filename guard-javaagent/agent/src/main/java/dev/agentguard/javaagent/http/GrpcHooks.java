package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link GrpcInstrumentation} calls. Threadsafe. */
final class GrpcHooks {

    /** Answers that say that nothing was done; others may come from in between, or after a part of it. */
    private static final Set<String> NOTHING_DONE = Set.of(
            "ALREADY_EXISTS",
            "FAILED_PRECONDITION",
            "INVALID_ARGUMENT",
            "NOT_FOUND",
            "OUT_OF_RANGE",
            "PERMISSION_DENIED",
            "UNAUTHENTICATED",
            "UNIMPLEMENTED");

    /** What the thread has let through, whose stream it opens next. */
    private static final ThreadLocal<@Nullable List<HttpHop>> OPENING = new ThreadLocal<>();

    /** By the state of a stream, which is told how its call ends. */
    private final WeakIdentityMap<Object, List<HttpHop>> calls = new WeakIdentityMap<>();

    /** By the stream, the status that it ends with. */
    private final WeakIdentityMap<Object, Object> denied = new WeakIdentityMap<>();

    /** Returns a stream that fails in place of the call's, or null if it may be opened. */
    @Nullable
    Object open(Object transport, Object[] arguments) throws Exception {
        GrpcCall call = GrpcCall.of(transport, arguments);
        Object status = judge(call);
        return status == null ? null : call.failing(status);
    }

    /** Returns the status that a stream ends with as soon as it starts, or null if it may start. */
    @Nullable
    Object judge(Object transport, Object[] arguments) throws Exception {
        return judge(GrpcCall.of(transport, arguments));
    }

    private static @Nullable Object judge(GrpcCall call) throws Exception {
        OPENING.remove();
        List<HttpHop> hops = new ArrayList<>();
        try {
            for (String url : call.urls()) {
                // often a thread of gRPC's, which works for every call
                hops.add(HttpHop.enter(
                        "POST", url, call.headers(), JudgedBody.notInspected(GrpcCall.BODY), HttpHop.UNATTRIBUTED));
            }
        } catch (RefusedException refused) {
            hops.forEach(hop -> hop.exit(HttpOutcome.FAILED));
            return call.status(refused);
        }
        OPENING.set(hops);
        return null;
    }

    void opened(Object stream) {
        List<HttpHop> hops = OPENING.get();
        OPENING.remove();
        if (hops == null) {
            return;
        }
        Object state = null;
        try {
            state = Members.field(stream, "state");
        } catch (IllegalAccessException | RuntimeException e) {
            GuardBridge.failed("grpc.opened", e);
        }
        if (state == null) {
            // one that fails, as after the end of its connection
            hops.forEach(hop -> hop.exit(HttpOutcome.UNKNOWN));
        } else {
            calls.put(state, hops);
        }
    }

    /** Remembers that a stream must not start. Nothing was sent so far. */
    void deny(Object stream, Object status) {
        denied.put(stream, status);
    }

    /** Returns whether a stream that starts was ended instead, so that its transport never hears of it. */
    boolean isDenied(Object stream) throws Exception {
        Object status = denied.get(stream);
        if (status == null) {
            return false;
        }
        Object state = Objects.requireNonNull(Members.field(stream, "state"));
        Object nothing = Members.type(stream.getClass(), "io.grpc.Metadata")
                .getConstructor()
                .newInstance();
        Members.call(state, "transportReportStatus", status, true, nothing);
        return true;
    }

    /** May be told more than once. */
    void closed(Object state, Object status) throws Exception {
        List<HttpHop> hops = calls.get(state);
        if (hops != null && !hops.isEmpty()) {
            calls.put(state, List.of());
            String outcome = outcome(Members.text(status, "getCode"));
            hops.forEach(hop -> hop.exit(outcome));
        }
    }

    private static String outcome(String code) {
        return code.equals("OK")
                ? HttpOutcome.SUCCEEDED
                : NOTHING_DONE.contains(code) ? HttpOutcome.FAILED : HttpOutcome.UNKNOWN;
    }
}
