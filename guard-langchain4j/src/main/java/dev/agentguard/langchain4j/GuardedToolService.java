package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tool service for LangChain4j 1.13 and later: one that hands out guarded executors. All guarding is in {@link #createContext}, through which every loop
 * takes its executors; the other overrides only look at what is configured and hand it on unchanged.
 */
final class GuardedToolService extends ToolService implements GuardedTools {

    private final ToolWrapper wrapper;

    GuardedToolService(String service, ToolGate gate) {
        this.wrapper = new ToolWrapper(service, gate, Generation.MESSAGES);
    }

    @Override
    public ToolServiceContext createContext(
            InvocationContext invocationContext, UserMessage userMessage, List<ChatMessage> messages) {
        return wrapper.wrap(super.createContext(invocationContext, userMessage, messages));
    }

    @Override
    public void onInvocation(Runnable begins) {
        wrapper.onInvocation(begins);
    }

    @Override
    public void tools(Collection<Object> objectsWithTools) {
        super.tools(objectsWithTools);
        validate();
    }

    @Override
    public void tools(List<AiServiceTool> tools) {
        super.tools(tools);
        validate();
    }

    @Override
    public void tools(Map<ToolSpecification, ToolExecutor> tools) {
        super.tools(tools);
        validate();
    }

    @Override
    public void tools(Map<ToolSpecification, ToolExecutor> tools, Set<String> immediateReturnToolNames) {
        super.tools(tools, immediateReturnToolNames);
        validate();
    }

    @Override
    public void compensateOnToolErrors(boolean compensateOnToolErrors) {
        super.compensateOnToolErrors(compensateOnToolErrors);
        wrapper.compensating(compensateOnToolErrors);
    }

    @Override
    public void onToolExecutionError(@Nullable Consumer<InvocationContext> onToolExecutionError) {
        super.onToolExecutionError(onToolExecutionError);
        wrapper.compensating(onToolExecutionError != null);
    }

    /** A wrong annotation is found when the service is built, not when the model first calls the tool. */
    private void validate() {
        wrapper.validate(toolExecutors(), toolSpecifications());
    }
}
