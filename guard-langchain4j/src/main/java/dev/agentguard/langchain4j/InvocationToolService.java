package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Map;

/** The tool service for LangChain4j 1.6 to 1.11. */
final class InvocationToolService extends ToolService implements GuardedTools {

    private static final MethodHandle OVERRIDDEN =
            SuperMethods.createContext(MethodHandles.lookup(), InvocationContext.class, UserMessage.class);

    private final ToolWrapper wrapper;

    InvocationToolService(String service, ToolGate gate) {
        this.wrapper = new ToolWrapper(service, gate, Generation.INVOCATION);
    }

    /**
     * Overrides what the loops of these releases call; the one that this is compiled against does not have it.
     *
     * @param invocationContext the invocation
     * @param userMessage the message of the user
     * @return the context
     */
    public ToolServiceContext createContext(InvocationContext invocationContext, UserMessage userMessage) {
        return wrapper.wrapOld(SuperMethods.invoke(OVERRIDDEN, this, invocationContext, userMessage));
    }

    @Override
    public void onInvocation(Runnable begins) {
        wrapper.onInvocation(begins);
    }

    @Override
    public void tools(Collection<Object> objectsWithTools) {
        super.tools(objectsWithTools);
        wrapper.validate(toolExecutors(), toolSpecifications());
    }

    @Override
    public void tools(Map<ToolSpecification, ToolExecutor> tools) {
        super.tools(tools);
        wrapper.validate(toolExecutors(), toolSpecifications());
    }
}
