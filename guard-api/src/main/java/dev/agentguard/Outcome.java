package dev.agentguard;

/** How an action that was let through ended. */
public enum Outcome {
    /** It did what was asked: it returned normally, a request was answered with success, a process ended with status 0. */
    SUCCEEDED,
    /** It threw or reported an error; it may have had its effect all the same. */
    FAILED
}
