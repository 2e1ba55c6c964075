package dev.agentguard.pack;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a subcommand or of an option says.
 *
 * @param reversibility the class
 * @param strength how surely it is a verb
 * @param kind the kind of thing that changes, or null
 * @param reason why
 */
record Said(
        Reversibility reversibility,
        Strength strength,
        @Nullable Kind kind,
        String reason) {

    /** How surely a word is the verb of its line. */
    enum Strength {
        /** A word that is as often the name of a thing. */
        NOUN,
        /** A verb that changes something. */
        CHANGES,
        /** A verb that destroys. */
        DESTROYS,
        /** A verb that only looks; what stands behind it is what is looked at. */
        LOOKS
    }

    static Said unknown(String reason) {
        return new Said(Reversibility.UNKNOWN, Strength.NOUN, null, reason);
    }

    static @Nullable Said worse(@Nullable Said a, @Nullable Said b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.reversibility.worse(b.reversibility) == a.reversibility ? a : b;
    }

    boolean destroys() {
        return reversibility == Reversibility.IRREVERSIBLE || reversibility == Reversibility.RECOVERABLE;
    }

    /** Returns whether no later word counts. */
    boolean decides() {
        return strength == Strength.LOOKS || strength == Strength.DESTROYS;
    }

    /** Returns what counts of this and of what a word in front of it said. */
    Said after(@Nullable Said before) {
        if (before == null || strength == Strength.DESTROYS) {
            return this;
        }
        boolean verbBehindNoun = before.strength == Strength.NOUN && strength != Strength.NOUN;
        boolean nounOfThing = before.strength == Strength.NOUN && before.destroys();
        return verbBehindNoun || nounOfThing ? this : before;
    }
}
