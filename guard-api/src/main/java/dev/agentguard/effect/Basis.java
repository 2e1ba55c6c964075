package dev.agentguard.effect;

/** What the class of an effect rests on. */
public enum Basis {
    /** The developer's annotation on the tool. */
    DECLARED,
    /** A pack that knows this operation of this provider. */
    PACK,
    /** The general reading: method semantics and the verb lexicon. */
    GENERIC
}
