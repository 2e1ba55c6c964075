package dev.agentguard.examples.pocketos;

/** How the agent's program is protected; the program is the same. */
enum Protection {
    /** Not at all. */
    NONE,
    /** guard-langchain4j is on the class path. */
    LIBRARY,
    /** {@code -javaagent:guard.jar}. */
    AGENT,
    /** Both. */
    BOTH;

    boolean library() {
        return this == LIBRARY || this == BOTH;
    }

    boolean agent() {
        return this == AGENT || this == BOTH;
    }
}
