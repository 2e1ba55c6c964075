package dev.agentguard.effect.http;

import dev.agentguard.effect.Limits;

/**
 * How many operations are still read in one request, together with those of the requests inside of it; some more than are
 * kept, so that the worst of them is found. Not safe for use by threads.
 */
final class Budget {

    private static final int OVER_LIMIT = 5;

    private int left;

    Budget(Limits limits) {
        this.left = most(limits);
    }

    static int most(Limits limits) {
        return limits.operations() * OVER_LIMIT;
    }

    /** Returns whether one more is read. */
    boolean take() {
        return left-- > 0;
    }
}
