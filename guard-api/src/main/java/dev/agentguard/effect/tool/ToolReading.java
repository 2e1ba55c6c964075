package dev.agentguard.effect.tool;

import dev.agentguard.action.ToolCall;

/**
 * One tool call that is being read: what was found in its arguments serves its effects, its requests and its command
 * lines alike. Not safe for use by threads.
 */
public final class ToolReading {

    private final RoleValues whole;
    private final RoleValues seen;

    /**
     * Creates a reading; nothing is read yet.
     *
     * @param call the call
     */
    public ToolReading(ToolCall call) {
        this.whole = new RoleValues(call);
        this.seen = ToolReader.isSeenWhole(call) ? whole : new RoleValues(ToolReader.shortened(call));
    }

    ToolCall call() {
        return whole.call();
    }

    /** Returns the values of all arguments. */
    RoleValues whole() {
        return whole;
    }

    /** Returns the values of as many arguments as are looked at. */
    RoleValues seen() {
        return seen;
    }
}
