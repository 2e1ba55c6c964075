package dev.agentguard.freeze;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as this process holds it. How long it has been holding is measured by a clock that nobody can set; the time of
 * day only says how long it had been when this process saw it first.
 *
 * @param entry the entry
 * @param seen when this process saw it first, in the nanoseconds of {@link System#nanoTime()}
 * @param left how long it held from then on, or null if until a human ends it
 */
record Held(FreezeEntry entry, long seen, @Nullable Duration left) {

    /** A clock of another process may be this much behind. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /**
     * A freeze: of two clocks that differ about it the one counts that lets it last longer, but for no longer than it was
     * made for.
     *
     * @param unwatched how long nobody had looked before, or null if nobody ever had
     */
    static Held freeze(FreezeEntry entry, long seen, Instant now, @Nullable Duration unwatched) {
        Duration length = entry.length();
        if (length == null) {
            return new Held(entry, seen, null);
        }
        Duration left = within(Duration.between(now, entry.at().plus(length)), length);
        Duration surely = unwatched == null ? Duration.ZERO : within(length.minus(unwatched), length);
        return new Held(entry, seen, left.compareTo(surely) < 0 ? surely : left);
    }

    /** A broken glass: it holds for as long as both clocks say so. */
    static Held glass(FreezeEntry entry, long seen, Instant now) {
        Duration length = entry.length() == null ? Duration.ZERO : entry.length();
        return new Held(entry, seen, within(Duration.between(now, entry.at().plus(length)), length));
    }

    private static Duration within(Duration duration, Duration most) {
        if (duration.isNegative()) {
            return Duration.ZERO;
        }
        return duration.compareTo(most) > 0 ? most : duration;
    }

    boolean holds(long nanos) {
        return left == null || nanos - seen < left.toNanos();
    }

    boolean holdsGlass(long nanos, Instant now) {
        Instant until = entry.until();
        return holds(nanos)
                && until != null
                && now.isBefore(until)
                && !now.isBefore(entry.at().minus(TOLERANCE));
    }
}
