package dev.agentguard.javaagent.store;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import dev.agentguard.javaagent.instrumentation.Internals;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the advice of Kafka's admin client calls. Threadsafe. */
final class KafkaHooks {

    /** What the client throws when a broker's own policy says no; it is not tried again. */
    private static final String EXCEPTION = "org.apache.kafka.common.errors.PolicyViolationException";

    private static final String RUNNABLE = "org.apache.kafka.clients.admin.KafkaAdminClient$AdminClientRunnable";
    private static final String CALL = "org.apache.kafka.clients.admin.KafkaAdminClient$Call";
    private static final String OWN_THREAD = "org.apache.kafka.common.utils.KafkaThread";

    private final Internals internals;
    private final KafkaCalls calls;
    private final WeakIdentityMap<Object, List<String>> hosts = new WeakIdentityMap<>();
    private final ThreadLocal<Deque<Asked>> asked = ThreadLocal.withInitial(ArrayDeque::new);

    /**
     * A method that is running.
     *
     * @param refused why what it hands on must fail, or null
     */
    private record Asked(@Nullable RefusedException refused) {}

    KafkaHooks(Internals internals) {
        this.internals = internals;
        this.calls = new KafkaCalls(internals);
    }

    /** Remembers by which servers a client gets to know its cluster. */
    void created(Object client, Object config) throws ReflectiveOperationException {
        hosts.put(client, calls.servers(config));
    }

    /** Judges what a method is asked for; one that another calls is a part of that. */
    Object asked(Object client, String method, Object[] arguments) {
        Deque<Asked> outer = asked.get();
        Asked within = outer.peek();
        outer.push(
                within != null
                        ? within
                        : new Asked(StoreChecks.refusal("kafka.asked", () -> check(client, method, arguments))));
        return outer;
    }

    private void check(Object client, String method, @Nullable Object[] arguments) throws RefusedException {
        KafkaCalls.Form form = calls.form(method, arguments);
        List<String> servers = hosts.get(client);
        StoreChecks.command(
                "KAFKA",
                servers == null ? List.of() : servers,
                null,
                method,
                form.arguments(),
                form.digest(),
                Internals.is(Thread.currentThread(), OWN_THREAD));
    }

    void answered() {
        Deque<Asked> outer = asked.get();
        outer.poll();
        if (outer.isEmpty()) {
            asked.remove();
        }
    }

    /**
     * Fails a call that is handed on if what it is for was refused.
     *
     * @param now the time in milliseconds that the client goes by
     * @return something if it failed, else null
     */
    @Nullable
    Object call(Object runnable, Object call, long now) throws ReflectiveOperationException {
        Asked within = asked.get().peek();
        RefusedException refused = within == null ? ofItself(runnable, call) : within.refused();
        if (refused == null) {
            return null;
        }
        Method fail = Class.forName(CALL, false, call.getClass().getClassLoader())
                .getDeclaredMethod("fail", long.class, Throwable.class);
        fail.setAccessible(true);
        fail.invoke(call, now, internals.exception(call, EXCEPTION, refused));
        return refused;
    }

    /** What no known method hands on is the next step of something, on the client's own thread, or not known. */
    private @Nullable RefusedException ofItself(Object runnable, Object call) {
        if (Internals.is(Thread.currentThread(), OWN_THREAD)) {
            return null;
        }
        return StoreChecks.refusal("kafka.call", () -> {
            Object client = Objects.requireNonNull(internals.field(runnable, RUNNABLE, "this$0"));
            check(client, String.valueOf(internals.field(call, CALL, "callName")), new Object[0]);
        });
    }
}
