package dev.agentguard.mcp;

/** What a human said of a server. */
public enum Trust {
    /** A changed or new tool of it is recorded, not asked about. */
    TRUSTED,
    /** Nobody said anything. */
    UNDECLARED,
    /** Every call of a tool of it is asked about. */
    UNTRUSTED,
    /** No tool of it is called. */
    DENIED
}
