package dev.agentguard.session;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.rules.Influence;
import dev.agentguard.rules.SessionCounts;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much each session did, since the process started. Bounded: the 1,000 sessions that were active last; from 1,000
 * different operations of one on nobody knows how many there were of another. Safe for use by many threads.
 */
public final class Deeds {

    private static final int SESSIONS = 1_000;
    private static final int OPERATIONS = 1_000;
    private static final int RUNNING = 5_000;
    private static final int SOURCES = 20;
    private static final int LONGEST_SOURCE = 200;

    private final Map<String, Session> sessions = bounded(SESSIONS, true);
    private final Map<String, Running> running = bounded(RUNNING, false);

    private static final class Session {
        private final Map<String, Count> operations = new HashMap<>();
        private final Map<Reversibility, Count> classes = new EnumMap<>(Reversibility.class);
        private final Set<String> asked = new HashSet<>();
        private final Set<String> read = new LinkedHashSet<>();
        private @Nullable Instant readSince;
        private @Nullable Influence influence;
        private long refused;
        private boolean more;

        void count(String operation) {
            Count count = operations.get(operation);
            if (count != null) {
                count.times++;
            } else if (operations.size() < OPERATIONS) {
                operations.put(operation, new Count());
            } else {
                more = true;
            }
        }

        void count(Reversibility reversibility) {
            Count count = classes.get(reversibility);
            if (count == null) {
                classes.put(reversibility, new Count());
            } else {
                count.times++;
            }
        }

        static <K> void uncount(Map<K, Count> counts, K key) {
            Count count = counts.get(key);
            if (count != null && --count.times == 0) {
                counts.remove(key);
            }
        }
    }

    /** How often an operation was done, at least once. */
    private static final class Count {
        private long times = 1;
    }

    /**
     * An action that may still fail.
     *
     * @param operations the operations that it was counted for
     * @param classes the classes that it was counted for
     * @param covered of a tool call: what its requests do not count again
     */
    private record Running(
            String session, List<String> operations, List<Reversibility> classes, List<Object> covered) {}

    private static <V> Map<String, V> bounded(int most, boolean byAccess) {
        return new LinkedHashMap<>(16, 0.75f, byAccess) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /**
     * Counts an action that is let through.
     *
     * @param id its id, for {@link #completed}; empty if nobody will say how it ended
     * @param session the session
     * @param effects its effects, each once
     * @param part where it comes from: whether tool calls that are running were counted for what it does
     */
    public synchronized void did(String id, String session, Collection<Effect> effects, Part part) {
        Session known = sessions.computeIfAbsent(session, unused -> new Session());
        boolean mayFail = !id.isEmpty();
        List<String> operations = mayFail ? new ArrayList<>(effects.size()) : List.of();
        List<Reversibility> classes = mayFail ? new ArrayList<>(effects.size()) : List.of();
        for (Effect effect : effects) {
            String operation = effect.operation().toLowerCase(Locale.ROOT);
            if (part != Part.OF_A_TOOL_CALL || !isCovered(session, operation)) {
                if (mayFail) {
                    operations.add(operation);
                }
                known.count(operation);
            }
            if (part != Part.OF_A_TOOL_CALL || !isCovered(session, effect.reversibility())) {
                if (mayFail) {
                    classes.add(effect.reversibility());
                }
                known.count(effect.reversibility());
            }
        }
        if (mayFail) {
            List<Object> covered = new ArrayList<>(part == Part.TOOL_CALL ? operations : List.of());
            covered.addAll(part == Part.TOOL_CALL ? classes : List.of());
            running.put(id, new Running(session, operations, classes, covered));
        }
    }

    /** What an action is a part of. */
    public enum Part {
        /** A tool call, whose requests do what it was counted for. */
        TOOL_CALL,
        /** What a tool call sends. */
        OF_A_TOOL_CALL,
        /** Nothing else. */
        NONE
    }

    /** The request by which a tool does what it was called for is the same act, once. */
    private boolean isCovered(String session, Object what) {
        for (Running call : running.values()) {
            if (call.session().equals(session) && call.covered().remove(what)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes note of how an action ended.
     *
     * @param id its id
     * @param undone whether it surely did nothing, so that it does not count
     */
    public synchronized void completed(String id, boolean undone) {
        Running ended = running.remove(id);
        if (ended == null || !undone) {
            return;
        }
        Session known = sessions.get(ended.session());
        if (known != null) {
            ended.operations().forEach(operation -> Session.uncount(known.operations, operation));
            ended.classes().forEach(of -> Session.uncount(known.classes, of));
        }
    }

    /**
     * Counts an action that was refused.
     *
     * @param session the session
     */
    public synchronized void refused(String session) {
        sessions.computeIfAbsent(session, unused -> new Session()).refused++;
    }

    /**
     * Counts an action that a human is asked about.
     *
     * @param session the session
     * @param request the id of the approval request; the same one counts once
     */
    public synchronized void asked(String session, String request) {
        Set<String> asked = sessions.computeIfAbsent(session, unused -> new Session()).asked;
        if (asked.size() < OPERATIONS) {
            asked.add(request);
        }
    }

    /**
     * Takes note of text that a session read and that somebody else may have written.
     *
     * @param session the session
     * @param source what it was read from
     * @param clock tells when
     */
    public synchronized void read(String session, String source, InstantSource clock) {
        Session known = sessions.computeIfAbsent(session, unused -> new Session());
        if (known.readSince == null) {
            known.readSince = clock.instant();
        }
        if (known.read.size() < SOURCES) {
            boolean more = known.read.add(
                    source.length() <= LONGEST_SOURCE ? source : source.substring(0, LONGEST_SOURCE) + "…");
            known.influence = more ? null : known.influence;
        }
    }

    private synchronized Influence influences(String session) {
        Session known = sessions.get(session);
        if (known == null) {
            return Influence.NONE;
        }
        Influence influence = known.influence;
        if (influence == null) {
            influence = new Influence(known.readSince, List.copyOf(known.read));
            known.influence = influence;
        }
        return influence;
    }

    /**
     * Returns what a session did so far.
     *
     * @param session the session
     * @return its counts, as they are when they are asked for
     */
    public SessionCounts of(String session) {
        return new SessionCounts() {
            @Override
            public @Nullable Long of(String operation) {
                return operations(session, operation);
            }

            @Override
            public Long of(Reversibility reversibility) {
                return classes(session, reversibility);
            }

            @Override
            public Long refused() {
                return Deeds.this.refusals(session);
            }

            @Override
            public Long asked() {
                return questions(session);
            }

            @Override
            public Influence influence() {
                return influences(session);
            }
        };
    }

    private synchronized @Nullable Long operations(String session, String operation) {
        Session known = sessions.get(session);
        if (known == null) {
            return 0L;
        }
        Glob glob = new Glob(operation);
        Count one = glob.isLiteral() ? known.operations.get(glob.pattern()) : null;
        if (one != null) {
            return one.times;
        }
        if (known.more) {
            return null;
        }
        long sum = 0;
        for (Map.Entry<String, Count> counted : known.operations.entrySet()) {
            sum += glob.matches(counted.getKey()) ? counted.getValue().times : 0;
        }
        return sum;
    }

    private synchronized Long classes(String session, Reversibility reversibility) {
        Session known = sessions.get(session);
        Count count = known == null ? null : known.classes.get(reversibility);
        return count == null ? 0 : count.times;
    }

    private synchronized Long refusals(String session) {
        Session known = sessions.get(session);
        return known == null ? Long.valueOf(0) : Long.valueOf(known.refused);
    }

    private synchronized Long questions(String session) {
        Session known = sessions.get(session);
        return known == null ? Long.valueOf(0) : Long.valueOf(known.asked.size());
    }
}
