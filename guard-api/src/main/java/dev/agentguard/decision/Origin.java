package dev.agentguard.decision;

/** Where an action comes from. */
public enum Origin {
    /** A tool call of a model, judged before the tool runs. */
    TOOL,
    /** On the wire, inside a known tool call. */
    WIRE_IN_TOOL,
    /** On the wire, outside any known tool call: the application's own work, or code whose origin is unknown. */
    WIRE
}
