package dev.agentguard;

/** How an action that was let through ended. */
public enum Outcome {
    /** It returned normally. */
    SUCCEEDED,
    /** It threw or reported an error; it may have had its effect all the same. */
    FAILED
}
