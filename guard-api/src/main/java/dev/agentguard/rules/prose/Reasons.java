package dev.agentguard.rules.prose;

/** Why nothing of a clause is enforced. */
final class Reasons {

    static final String UNKNOWN_ACTION = "names no action that is recognised";
    static final String COMMAND_LINE = "names code that is no command that is known";
    static final String CIRCUMSTANCE = "speaks of a circumstance that is not understood";
    static final String CODE = "speaks of code or text, not of an operation";
    static final String READS = "names a command that only reads, as a matter of taste";

    private Reasons() {}
}
