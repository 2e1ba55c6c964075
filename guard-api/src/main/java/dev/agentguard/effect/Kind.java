package dev.agentguard.effect;

/** What kind of thing an effect changes. */
public enum Kind {
    /** Stored data. */
    DATA,
    /** Payments, refunds, purchases. */
    MONEY,
    /** Something sent to people. */
    MESSAGE,
    /** Keys, tokens, users, permissions. */
    ACCESS,
    /** Running programs and their configuration. */
    COMPUTE,
    /** Something published. */
    RELEASE
}
