package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool service for LangChain4j 1.12, where a loop may call either of two. */
final class ChatMemoryToolService extends ToolService implements GuardedTools {

    private static final MethodHandle WITH_MEMORY = SuperMethods.createContext(
            MethodHandles.lookup(), InvocationContext.class, UserMessage.class, ChatMemory.class);
    private static final MethodHandle WITHOUT =
            SuperMethods.createContext(MethodHandles.lookup(), InvocationContext.class, UserMessage.class);

    private final ToolWrapper wrapper;

    ChatMemoryToolService(String service, ToolGate gate) {
        this.wrapper = new ToolWrapper(service, gate, Generation.CHAT_MEMORY);
    }

    /**
     * Overrides what the loops of this release call; the one that this is compiled against does not have it.
     *
     * @param invocationContext the invocation
     * @param userMessage the message of the user
     * @param chatMemory the memory, or null
     * @return the context
     */
    public ToolServiceContext createContext(
            InvocationContext invocationContext, UserMessage userMessage, @Nullable ChatMemory chatMemory) {
        return wrapper.wrapOld(SuperMethods.invoke(WITH_MEMORY, this, invocationContext, userMessage, chatMemory));
    }

    /**
     * Overrides the older one, which is still there.
     *
     * @param invocationContext the invocation
     * @param userMessage the message of the user
     * @return the context
     */
    public ToolServiceContext createContext(InvocationContext invocationContext, UserMessage userMessage) {
        return wrapper.wrapOld(SuperMethods.invoke(WITHOUT, this, invocationContext, userMessage));
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
