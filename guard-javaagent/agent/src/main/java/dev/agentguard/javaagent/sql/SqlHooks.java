package dev.agentguard.javaagent.sql;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.WeakIdentityMap;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the advice of all drivers calls. Threadsafe. */
final class SqlHooks {

    /** SQLSTATE classes by which a database says that nothing was done: data, constraint, and syntax or access rule. */
    private static final List<String> NOTHING_DONE = List.of("22", "23", "42");

    private final ThreadLocal<Deque<Object>> sending = ThreadLocal.withInitial(ArrayDeque::new);
    private final WeakIdentityMap<Object, WeakReference<Connection>> connections = new WeakIdentityMap<>();

    /**
     * Statements that were let through.
     *
     * @param sender what sends them, one object for each connection
     * @param ids the ids of their verdicts
     */
    private record Sent(Object sender, List<String> ids) {}

    /** Remembers which connection sends by an object of its driver that does not know it. */
    void belongs(@Nullable Object sender, @Nullable Object connection) {
        if (sender != null && connection instanceof Connection known && connections.get(sender) == null) {
            connections.put(sender, new WeakReference<>(known));
        }
    }

    /** Whether an application can have something sent by an object of its driver; before, the driver sets itself up. */
    boolean isInUse(Object sender) {
        return connections.get(sender) != null;
    }

    @Nullable
    Connection connectionOf(Object sender) {
        WeakReference<Connection> known = connections.get(sender);
        return known == null ? null : known.get();
    }

    /**
     * Judges statements that are about to be sent together; if one of them may not run, none does.
     *
     * @param sender what sends them; what it sends while it is sending is a part of it
     * @param dialect the dialect by Guard's name
     * @param connection the connection, or null if it is not known
     * @param texts the statements; null in it for one that cannot be read
     * @return what {@link #sent} takes; null if this is a part of what is sent already
     */
    @Nullable
    Object send(
            Object sender,
            String dialect,
            @Nullable Connection connection,
            Collection<? extends @Nullable String> texts)
            throws RefusedException {
        Deque<Object> outer = sending.get();
        for (Object one : outer) {
            if (one == sender) {
                return null;
            }
        }
        List<String> ids = judge(dialect, connection, texts);
        outer.push(sender);
        return new Sent(sender, ids);
    }

    /** Judges statements of which nobody says when they are done. */
    void sendOpen(String dialect, @Nullable Connection connection, String text) throws RefusedException {
        judge(dialect, connection, List.of(text)).forEach(id -> GuardBridge.exit(id, "UNKNOWN"));
    }

    private static List<String> judge(
            String dialect, @Nullable Connection connection, Collection<? extends @Nullable String> texts)
            throws RefusedException {
        List<String> ids = new ArrayList<>(1);
        for (String text : texts.size() > 1 ? new LinkedHashSet<>(texts) : texts) {
            Map<String, Object> message = new HashMap<>();
            message.put("sql", Objects.requireNonNull(text, "the driver's statement cannot be read"));
            message.put("dialect", dialect);
            if (connection != null) {
                message.put("connection", connection);
            }
            boolean proceeds = false;
            try {
                Map<String, Object> answer = GuardBridge.call("sql.check", message);
                proceeds = Boolean.TRUE.equals(answer.get("proceeds"));
                if (!proceeds) {
                    throw new RefusedException(String.valueOf(answer.get("message")));
                }
                String id = String.valueOf(answer.get("id"));
                if (!id.isEmpty()) {
                    ids.add(id);
                }
            } finally {
                if (!proceeds) {
                    ids.forEach(id -> GuardBridge.exit(id, "FAILED"));
                }
            }
        }
        return ids;
    }

    /** Notes how what was sent ended. */
    void sent(@Nullable Object entered, @Nullable Object failure) {
        Sent sent = (Sent) Objects.requireNonNull(entered);
        sending.get().removeFirstOccurrence(sent.sender());
        if (!sent.ids().isEmpty()) {
            String outcome = outcome(failure);
            sent.ids().forEach(id -> GuardBridge.exit(id, outcome));
        }
    }

    private static String outcome(@Nullable Object failure) {
        if (failure == null) {
            return "SUCCEEDED";
        }
        String state = failure instanceof SQLException e ? e.getSQLState() : null;
        return state != null && state.length() == 5 && NOTHING_DONE.contains(state.substring(0, 2))
                ? "FAILED"
                : "UNKNOWN";
    }
}
