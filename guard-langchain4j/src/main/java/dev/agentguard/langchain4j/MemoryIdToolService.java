package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolService;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool service for LangChain4j 1.0 to 1.5. */
final class MemoryIdToolService extends ToolService implements GuardedTools {

    private static final MethodHandle OVERRIDDEN =
            SuperMethods.createContext(MethodHandles.lookup(), Object.class, UserMessage.class);

    private final ToolWrapper wrapper;

    MemoryIdToolService(String service, ToolGate gate) {
        this.wrapper = new ToolWrapper(service, gate, Generation.MEMORY_ID);
    }

    /**
     * Overrides what the loops of these releases call; the one that this is compiled against does not have it.
     *
     * @param memoryId the id of the chat memory
     * @param userMessage the message of the user
     * @return the context
     */
    public ToolServiceContext createContext(@Nullable Object memoryId, UserMessage userMessage) {
        return wrapper.wrapOld(SuperMethods.invoke(OVERRIDDEN, this, memoryId, userMessage));
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
