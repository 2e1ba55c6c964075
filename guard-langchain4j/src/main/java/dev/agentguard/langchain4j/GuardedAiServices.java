package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.ToolService;

/**
 * Builds guarded AI services by an explicit line, with a {@link Guard} of one's own:
 *
 * <pre>{@code
 * Assistant assistant = GuardedAiServices.builder(Assistant.class, guard)
 *         .chatModel(model)
 *         .tools(new Volumes())
 *         .build();
 * }</pre>
 *
 * Where the Java agent is attached its engine decides and records instead of the given guard.
 */
public final class GuardedAiServices {

    private GuardedAiServices() {}

    /**
     * Begins the construction of a service whose tools are guarded.
     *
     * @param <T> the service's interface
     * @param aiService the service's interface
     * @param guard the guard that judges its tool calls
     * @return LangChain4j's builder
     * @throws IllegalConfigurationException if the installed LangChain4j cannot be guarded, the attached Java agent is of
     *     another version, or another framework replaces LangChain4j's builder
     */
    public static <T> AiServices<T> builder(Class<T> aiService, Guard guard) {
        return builder(aiService, Engines.of(guard));
    }

    static <T> AiServices<T> builder(Class<T> aiService, ToolGate gate) {
        return Builders.of(aiService, gate, InstalledLangChain4j.check());
    }

    /** Kept apart, so that nothing of LangChain4j is linked before its version was checked. */
    private static final class Builders {

        static <T> AiServices<T> of(Class<T> aiService, ToolGate gate, Generation generation) {
            if (generation == Generation.MEMORY_ID) {
                return withReplacedTools(aiService, gate, ToolServices.guarded(generation, aiService.getName(), gate));
            }
            AiServiceContext context = GuardedAiServiceContext.create(aiService, gate);
            AiServices<T> builder = AiServices.builder(context);
            if (ServiceInspection.contextOf(builder) != context) {
                throw unguarded(builder);
            }
            return builder;
        }

        /** Until 1.3 no builder takes a context, and until 1.4 none asks for one; nothing is registered on it yet. */
        private static <T> AiServices<T> withReplacedTools(Class<T> aiService, ToolGate gate, ToolService tools) {
            AiServices<T> builder = AiServices.builder(aiService);
            AiServiceContext context = ServiceInspection.contextOf(builder);
            if (context == null) {
                throw unguarded(builder);
            }
            context.toolService = tools;
            WatchedModels.of(context, gate);
            return builder;
        }

        private static IllegalConfigurationException unguarded(AiServices<?> builder) {
            return new IllegalConfigurationException("the builder `"
                    + builder.getClass().getName()
                    + "` does not use the context it was given, so guard cannot guard its tools");
        }
    }
}
