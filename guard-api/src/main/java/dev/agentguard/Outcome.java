package dev.agentguard;

/** How an action that was let through ended. */
public enum Outcome {
    /** It did what was asked: it returned normally, a request was answered with success, a process ended with status 0. */
    SUCCEEDED,
    /**
     * It was not done, and who says so is whoever would have done it: a request was answered with 4xx, a tool could not
     * read its arguments, nothing could be connected to. It counts for no permit and no cap.
     */
    FAILED,
    /** It broke off, as after a time limit or an exception: it may have had its effect all the same, and so counts. */
    UNKNOWN
}
