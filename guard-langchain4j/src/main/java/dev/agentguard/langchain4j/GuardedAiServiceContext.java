package dev.agentguard.langchain4j;

import dev.langchain4j.service.AiServiceContext;

/** A context whose tools are guarded, unless a human switched that off. */
final class GuardedAiServiceContext extends AiServiceContext {

    private GuardedAiServiceContext(Class<?> aiServiceClass, ToolGate gate, Generation generation) {
        super(aiServiceClass);
        this.toolService = ToolServices.guarded(generation, aiServiceClass.getName(), gate);
    }

    private GuardedAiServiceContext(Class<?> aiServiceClass) {
        super(aiServiceClass);
    }

    /**
     * Returns a new context as it is without Guard, for where a human switched it off.
     *
     * @param aiServiceClass the service's interface
     * @return the context
     */
    static AiServiceContext unguarded(Class<?> aiServiceClass) {
        return new GuardedAiServiceContext(aiServiceClass);
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
