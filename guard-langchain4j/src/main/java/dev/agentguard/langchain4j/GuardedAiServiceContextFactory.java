package dev.agentguard.langchain4j;

import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.spi.services.AiServiceContextFactory;

/**
 * Guards every service that {@code AiServices.builder(Class)} begins; LangChain4j finds it by itself (since 1.5), so
 * there is nothing to call. LangChain4j takes the first factory on the class path and ignores the others;
 * {@link GuardLangChain4j#verify(Object)} says whether it was this one.
 */
public final class GuardedAiServiceContextFactory implements AiServiceContextFactory {

    /** Called by LangChain4j. */
    public GuardedAiServiceContextFactory() {
        CompetingFactories.warn();
    }

    /**
     * Returns a context whose tools are guarded.
     *
     * @param aiServiceClass the service's interface
     * @return the context
     * @throws IllegalConfigurationException if the installed LangChain4j cannot be guarded, or the attached Java agent is
     *     of another version
     */
    @Override
    public AiServiceContext create(Class<?> aiServiceClass) {
        ToolGate gate = Engines.ofThisJvm();
        if (gate == null) {
            return GuardedAiServiceContext.unguarded(aiServiceClass);
        }
        InstalledLangChain4j.check();
        return GuardedAiServiceContext.create(aiServiceClass, gate);
    }
}
