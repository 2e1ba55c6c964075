package dev.agentguard.langchain4j;

import dev.agentguard.Outcome;
import dev.agentguard.langchain4j.ToolAsker.Answer;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a tool only if Guard lets it, for LangChain4j 1.0 to 1.5, where a result is a text and nothing else. */
final class MemoryIdToolExecutor implements ToolExecutor, ResumableTool {

    private final ToolExecutor delegate;
    private final ToolAsker asker;

    MemoryIdToolExecutor(ToolExecutor delegate, ToolAsker asker) {
        this.delegate = delegate;
        this.asker = asker;
    }

    @Override
    public String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
        return run(request, memoryId, () -> SessionNames.ofMemory(asker.tool().service(), memoryId))
                .text();
    }

    @Override
    public Resumed resume(ToolExecutionRequest request, @Nullable Object memoryId, String session) {
        return run(request, memoryId, () -> session);
    }

    private Resumed run(ToolExecutionRequest request, @Nullable Object memoryId, Supplier<String> session) {
        Answer answer = asker.ask(request, session, memoryId);
        if (answer.passage() == null) {
            return new Resumed(false, answer.refusal());
        }
        String result;
        try {
            result = delegate.execute(answer.judged(), memoryId);
        } catch (Throwable e) { // passes unchanged: how a tool's failure is handled stays LangChain4j's matter
            asker.finish(answer.passage(), Outcome.UNKNOWN, () -> ToolAsker.messageOf(e));
            throw e;
        }
        asker.finish(answer.passage(), Outcome.SUCCEEDED, () -> Objects.toString(result, ""));
        return new Resumed(true, result);
    }
}
