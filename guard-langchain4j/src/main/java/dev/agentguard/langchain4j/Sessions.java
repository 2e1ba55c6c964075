package dev.agentguard.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the session that a tool call belongs to: a service and an explicit memory id, else one invocation. */
final class Sessions {

    /** What LangChain4j uses where a method has no {@code @MemoryId}; it is shared by all callers. */
    private static final Object NO_MEMORY_ID = "default";

    private Sessions() {}

    static String of(String service, @Nullable InvocationContext context) {
        if (context == null) {
            return service + "@" + UUID.randomUUID();
        }
        Object memoryId = context.chatMemoryId();
        if (memoryId != null && !NO_MEMORY_ID.equals(memoryId)) {
            return service + "#" + memoryId;
        }
        UUID invocation = context.invocationId();
        return service + "@" + (invocation == null ? UUID.randomUUID() : invocation);
    }
}
