package dev.agentguard.resilience;

import java.time.Duration;

/** The moment by which a whole look-up must be done. Immutable. */
public final class Deadline {

    private final long nanos;

    private Deadline(long nanos) {
        this.nanos = nanos;
    }

    /**
     * Returns a deadline.
     *
     * @param duration from now on
     * @return the deadline
     */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /**
     * Returns the time that is left.
     *
     * @return the time, zero if there is none
     */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    /**
     * Returns whether less than this is left.
     *
     * @param duration what is needed
     * @return true if it is no longer there
     */
    public boolean within(Duration duration) {
        return remaining().compareTo(duration) < 0;
    }
}
