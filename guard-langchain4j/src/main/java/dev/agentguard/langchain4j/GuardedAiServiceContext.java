package dev.agentguard.langchain4j;

import dev.langchain4j.service.AiServiceContext;

/** A context whose tools are guarded. */
final class GuardedAiServiceContext extends AiServiceContext {

    private GuardedAiServiceContext(Class<?> aiServiceClass, ToolGate gate, Generation generation) {
        super(aiServiceClass);
        this.toolService = ToolServices.guarded(generation, aiServiceClass.getName(), gate);
    }

    /**
     * Returns a new context.
     *
     * @param aiServiceClass the service's interface
     * @param gate the engine
     * @return the context
     * @throws dev.langchain4j.service.IllegalConfigurationException if the installed LangChain4j cannot be guarded
     */
    static AiServiceContext create(Class<?> aiServiceClass, ToolGate gate) {
        return new GuardedAiServiceContext(aiServiceClass, gate, InstalledLangChain4j.check());
    }
}
