package dev.agentguard.rules.prose;

/** What is demanded of an action, from nothing to the strictest. */
enum Polarity {
    NONE,
    PERMIT,
    ASK,
    DENY
}
