package dev.agentguard.langchain4j;

/** A tool service whose tools are guarded. */
interface GuardedTools {

    /**
     * Sets what runs when an invocation begins.
     *
     * @param begins what runs; never throws
     */
    void onInvocation(Runnable begins);
}
