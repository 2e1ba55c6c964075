package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What a name means.
 *
 * @param reversibility the class
 * @param kind the kind of thing that changes, or null if only the rest of the name tells
 * @param certain whether its verb is hardly ever a noun
 * @param reason why
 */
record Meaning(Reversibility reversibility, @Nullable Kind kind, boolean certain, String reason) {

    static @Nullable Meaning worse(@Nullable Meaning a, @Nullable Meaning b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.orWorse(b);
    }

    Meaning orWorse(Meaning other) {
        return reversibility.worse(other.reversibility) == reversibility ? this : other;
    }

    /** Returns whether this may do anything, by what it is given. */
    boolean unclear() {
        return reversibility == Reversibility.UNKNOWN && !certain;
    }

    /** Returns whether this says of a request that changes something what it does. */
    boolean acts() {
        return reversibility != Reversibility.READ_ONLY && !unclear();
    }

    /** Returns whether this is more than a change that the caller takes back. */
    boolean harms() {
        return reversibility.compareTo(Reversibility.REVERSIBLE) > 0;
    }
}
