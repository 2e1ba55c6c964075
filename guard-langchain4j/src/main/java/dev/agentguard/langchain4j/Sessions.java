package dev.agentguard.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the session that a tool call belongs to: a service and an explicit memory id, else one invocation. */
final class Sessions {

    private Sessions() {}

    static String of(String service, @Nullable InvocationContext context) {
        Object memoryId = context == null ? null : context.chatMemoryId();
        UUID invocation = context == null ? null : context.invocationId();
        return invocation == null || SessionNames.isExplicit(memoryId)
                ? SessionNames.ofMemory(service, memoryId)
                : service + "@" + invocation;
    }
}
