package dev.agentguard.bridge;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The one way between instrumented code, the library in the application's loader and the engine in the agent's loader.
 * Nothing but a {@link RefusedException} passes from the engine into instrumented code: when Guard itself fails, requests
 * with a safe method go on and everything else is refused. Safe for use by several threads.
 */
public final class GuardBridge {

    /** The version of the verbs. Assigned by a method, so that it is read at run time and not copied by a compiler. */
    public static final int VERSION = currentVersion();

    /** The SQLSTATE of a statement that was refused: insufficient privilege, for which no pool gives up a connection. */
    public static final String REFUSED_STATE = "42501";

    /** RFC 9110 section 9.2.1. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final ThreadLocal<int[]> BYPASS = ThreadLocal.withInitial(() -> new int[1]);

    private static volatile @Nullable Handler handler;
    private static volatile boolean failureReported;

    private GuardBridge() {}

    private static int currentVersion() {
        return 1;
    }

    /**
     * Sets the engine, once.
     *
     * @param engine the engine
     * @return false if there is one already, which then stays
     */
    public static synchronized boolean install(Handler engine) {
        if (handler != null) {
            return false;
        }
        handler = engine;
        return true;
    }

    /**
     * Returns whether there is an engine.
     *
     * @return true after the agent's start
     */
    public static boolean installed() {
        return handler != null;
    }

    /**
     * Asks the engine.
     *
     * @param verb what is asked: {@code tool.check} or {@code tool.done}
     * @param message the question, in JDK types only
     * @return the answer, in JDK types only
     * @throws IllegalArgumentException if the verb is not known
     * @throws IllegalStateException if the agent has not started yet
     */
    public static Map<String, Object> call(String verb, Map<String, Object> message) {
        return engine().call(verb, message);
    }

    private static Handler engine() {
        Handler engine = handler;
        if (engine == null) {
            throw new IllegalStateException("guard has not started");
        }
        return engine;
    }

    /**
     * Judges an HTTP request that is about to be sent.
     *
     * @param method the request method
     * @param url the absolute URL
     * @param headers the header fields
     * @param body the content; empty if there is none or it was not inspected
     * @param notInspected why the content could not be looked at; empty if {@code body} is all of it
     * @param context who is acting, as an earlier answer said ({@code context}); empty for who acts on the current
     *     thread
     * @return the answer of {@code http.check}; empty if the request is Guard's own or the engine failed on a request
     *     that only reads
     * @throws RefusedException if it must not be sent
     */
    public static Map<String, Object> enterHttp(
            String method,
            String url,
            Map<String, List<String>> headers,
            byte[] body,
            String notInspected,
            String context)
            throws RefusedException {
        if (bypassed()) {
            return Map.of();
        }
        Map<String, Object> answer;
        try {
            Map<String, Object> message = new HashMap<>();
            message.put("method", method);
            message.put("url", url);
            message.put("headers", headers);
            message.put("body", body);
            message.put("notInspected", notInspected);
            message.put("context", context);
            answer = call("http.check", message);
        } catch (Throwable failure) {
            failed("http.check", failure);
            if (isSafe(method)) {
                return Map.of();
            }
            throw new RefusedException("guard could not judge this request, so it was not sent (guard.failure)");
        }
        if (!Boolean.TRUE.equals(answer.get("proceeds"))) {
            throw new RefusedException(String.valueOf(answer.get("message")));
        }
        return answer;
    }

    /**
     * Says how a request ended that was let through.
     *
     * @param id the id that {@link #enterHttp} returned
     * @param outcome {@code SUCCEEDED}, {@code FAILED} or {@code UNKNOWN}
     */
    public static void exitHttp(String id, String outcome) {
        try {
            call("http.done", Map.of("id", id, "outcome", outcome));
        } catch (Throwable failure) {
            failed("http.done", failure);
        }
    }

    /**
     * Says how a statement or a process ended that was let through.
     *
     * @param id the id in the answer to its question
     * @param outcome {@code SUCCEEDED}, {@code FAILED} or {@code UNKNOWN}
     */
    public static void exit(String id, String outcome) {
        try {
            call("done", Map.of("id", id, "outcome", outcome));
        } catch (Throwable failure) {
            failed("done", failure);
        }
    }

    /**
     * Runs the part of an instrumentation that lies in the agent's loader.
     *
     * @param hook the hook's name
     * @param arguments what the instrumented method knows; entries may be null
     * @return what the inlined part expects, or null
     * @throws RefusedException if what the method is about to do is refused, or if the hook failed
     */
    public static @Nullable Object on(String hook, @Nullable Object... arguments) throws RefusedException {
        try {
            return engine().on(hook, arguments);
        } catch (RefusedException refused) {
            throw refused;
        } catch (Throwable failure) {
            failed(hook, failure);
            throw new RefusedException("guard could not judge this call, so it was not made (guard.failure)");
        }
    }

    /**
     * Runs the part of an instrumentation that lies in the agent's loader, for callers with an exception of their own.
     *
     * @param hook the hook's name
     * @param arguments what the instrumented method knows; entries may be null
     * @return what {@link #after} is given, or null; a text if what the method is about to do is refused, or if the hook
     *     failed
     */
    public static @Nullable Object before(String hook, @Nullable Object... arguments) {
        if (bypassed()) {
            return null;
        }
        try {
            return on(hook, arguments);
        } catch (RefusedException refused) {
            return refused.getMessage();
        }
    }

    /**
     * Runs the part of an instrumentation that looks at what was done already.
     *
     * @param hook the hook's name
     * @param arguments what the instrumented method knows; entries may be null
     */
    public static void after(String hook, @Nullable Object... arguments) {
        try {
            engine().on(hook, arguments);
        } catch (Throwable failure) {
            failed(hook, failure);
        }
    }

    /**
     * Runs Guard's own I/O on this thread without judging it.
     *
     * @param <T> the result's type
     * @param work what to run
     * @return its result
     * @throws Exception what it throws
     */
    public static <T> T bypass(Callable<T> work) throws Exception {
        int[] depth = BYPASS.get();
        depth[0]++;
        try {
            return work.call();
        } finally {
            if (--depth[0] == 0) {
                BYPASS.remove();
            }
        }
    }

    /**
     * Returns whether this thread does Guard's own I/O.
     *
     * @return true inside {@link #bypass} and on the engine's own threads
     */
    public static boolean bypassed() {
        return BYPASS.get()[0] > 0 || isOwnThread();
    }

    /** No application has classes in the engine's loader, so whatever thread is of such a class is Guard's. */
    private static boolean isOwnThread() {
        Handler engine = handler;
        ClassLoader own = engine == null ? null : engine.getClass().getClassLoader();
        return own != null && Thread.currentThread().getClass().getClassLoader() == own;
    }

    /**
     * Returns whether a method is defined to change nothing.
     *
     * @param method the request method
     * @return true for {@code GET}, {@code HEAD}, {@code OPTIONS} and {@code TRACE}
     */
    public static boolean isSafe(@Nullable String method) {
        return method != null && SAFE_METHODS.contains(method.toUpperCase(Locale.ROOT));
    }

    /**
     * Reports a failure of Guard itself on standard error, the first one only. Messages are left out: they may quote
     * what was judged.
     *
     * @param where what failed
     * @param failure how
     */
    public static void failed(String where, Throwable failure) {
        if (failureReported) {
            return;
        }
        failureReported = true;
        StringBuilder text = new StringBuilder("guard: failed at " + where + ", only safe requests go on: ");
        text.append(failure.getClass().getName());
        StackTraceElement[] trace = failure.getStackTrace();
        for (int i = 0; i < trace.length && i < 12; i++) {
            text.append(System.lineSeparator()).append("    at ").append(trace[i]);
        }
        System.err.println(text);
    }
}
