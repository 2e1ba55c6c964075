package dev.agentguard.langchain4j;

import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.service.AiServiceContext;
import org.jspecify.annotations.Nullable;

/** A context whose tools are guarded, unless a human switched that off. */
final class GuardedAiServiceContext extends AiServiceContext {

    private final @Nullable ToolGate gate;

    private GuardedAiServiceContext(Class<?> aiServiceClass, ToolGate gate, Generation generation) {
        super(aiServiceClass);
        this.gate = gate;
        this.toolService = ToolServices.guarded(generation, aiServiceClass.getName(), gate);
    }

    private GuardedAiServiceContext(Class<?> aiServiceClass) {
        super(aiServiceClass);
        this.gate = null;
    }

    /** What every invocation begins with: by then the builder has set what retrieves content, which has no hook of its own. */
    @Override
    public boolean hasChatMemory() {
        RetrievalAugmentor augmentor = retrievalAugmentor;
        if (gate != null && augmentor != null && !(augmentor instanceof WatchedAugmentor)) {
            retrievalAugmentor = new WatchedAugmentor(augmentor, aiServiceClass.getName(), gate);
        }
        return super.hasChatMemory();
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
        AiServiceContext context = new GuardedAiServiceContext(aiServiceClass, gate, InstalledLangChain4j.check());
        WatchedModels.of(context, gate);
        return context;
    }
}
