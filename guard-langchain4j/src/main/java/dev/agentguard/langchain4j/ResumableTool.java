package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import org.jspecify.annotations.Nullable;

/** A guarded tool that can run a call which was held before. */
interface ResumableTool {

    /**
     * Judges a call as the model's own, and runs it if it may.
     *
     * @param request the exact call
     * @param memoryId the memory id that it was made with, or null if there was none
     * @param session the session that it was made in
     * @return what came of it
     */
    Resumed resume(ToolExecutionRequest request, @Nullable Object memoryId, String session);
}
