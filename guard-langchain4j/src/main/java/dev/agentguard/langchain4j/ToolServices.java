package dev.agentguard.langchain4j;

import dev.langchain4j.service.tool.ToolService;

/** Makes the tool service, and the executor, of the release that is installed. */
final class ToolServices {

    private ToolServices() {}

    /**
     * Returns a tool service that hands out guarded executors.
     *
     * @param generation what {@link InstalledLangChain4j#check()} found
     * @param service the name of the service's interface
     * @param gate the engine
     * @return the tool service
     */
    static ToolService guarded(Generation generation, String service, ToolGate gate) {
        return switch (generation) {
            case MEMORY_ID -> new MemoryIdToolService(service, gate);
            case INVOCATION -> new InvocationToolService(service, gate);
            case CHAT_MEMORY -> new ChatMemoryToolService(service, gate);
            case MESSAGES -> new GuardedToolService(service, gate);
        };
    }
}
