package dev.agentguard.rules.prose;

/** How certain it is that a condition holds. */
enum Certainty {
    NO,
    PERHAPS,
    YES;

    Certainty and(Certainty other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Certainty or(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    static Certainty of(boolean holds) {
        return holds ? YES : NO;
    }
}
