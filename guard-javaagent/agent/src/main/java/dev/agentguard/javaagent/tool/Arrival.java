package dev.agentguard.javaagent.tool;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A call that was judged and is about to arrive at its executor on this thread, so that it is not judged again. */
final class Arrival {

    private static final ThreadLocal<@Nullable Arrival> CURRENT = new ThreadLocal<>();

    private final Object executor;
    private final String json;
    private final @Nullable Arrival outer;
    private final Set<String> entered = new HashSet<>();

    private Arrival(Object executor, String json, @Nullable Arrival outer) {
        this.executor = executor;
        this.json = json;
        this.outer = outer;
    }

    /** Says that an executor will be called with these arguments; until {@link #end}. */
    static Arrival expect(Object executor, String json) {
        Arrival arrival = new Arrival(executor, json, CURRENT.get());
        CURRENT.set(arrival);
        return arrival;
    }

    /**
     * Returns whether the call is expected. Each method of the executor is entered once: one calls the other with the
     * same request, but a second call is a second action.
     */
    static boolean isExpected(Object executor, @Nullable String json, String method) {
        Arrival arrival = CURRENT.get();
        return arrival != null
                && arrival.executor == executor
                && arrival.json.equals(json)
                && arrival.entered.add(method);
    }

    /** Counts a method as entered. */
    Arrival at(String method) {
        entered.add(method);
        return this;
    }

    /** Says that the call has returned. */
    void end() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
