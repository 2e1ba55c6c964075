package dev.agentguard.config;

/** What happens with decisions. */
public enum Mode {
    /** They are carried out. */
    ENFORCE,
    /** They are recorded, and nothing is stopped. */
    MONITOR
}
