package dev.agentguard.langchain4j;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the session that a tool call belongs to where only its memory id is known. */
final class SessionNames {

    /** What LangChain4j uses where a method has no {@code @MemoryId}; it is shared by all callers. */
    private static final Object NO_MEMORY_ID = "default";

    private SessionNames() {}

    static boolean isExplicit(@Nullable Object memoryId) {
        return memoryId != null && !NO_MEMORY_ID.equals(memoryId);
    }

    static String ofMemory(String service, @Nullable Object memoryId) {
        return isExplicit(memoryId) ? service + "#" + memoryId : service + "@" + UUID.randomUUID();
    }
}
