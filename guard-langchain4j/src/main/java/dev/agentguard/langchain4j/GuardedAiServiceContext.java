package dev.agentguard.langchain4j;

import dev.langchain4j.service.AiServiceContext;

/** A context whose tools are guarded. */
final class GuardedAiServiceContext extends AiServiceContext {

    private GuardedAiServiceContext(Class<?> aiServiceClass, ToolGate gate) {
        super(aiServiceClass);
        this.toolService = new GuardedToolService(aiServiceClass.getName(), gate);
    }

    /**
     * Returns a new context. Call {@link InstalledLangChain4j#check()} first.
     *
     * @param aiServiceClass the service's interface
     * @param gate the engine
     * @return the context
     */
    static AiServiceContext create(Class<?> aiServiceClass, ToolGate gate) {
        return new GuardedAiServiceContext(aiServiceClass, gate);
    }
}
