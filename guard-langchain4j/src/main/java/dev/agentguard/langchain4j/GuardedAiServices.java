package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.IllegalConfigurationException;

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
        InstalledLangChain4j.check();
        return Builders.of(aiService, Engines.of(guard));
    }

    /** Kept apart, so that nothing of LangChain4j is linked before its version was checked. */
    private static final class Builders {

        static <T> AiServices<T> of(Class<T> aiService, ToolGate gate) {
            AiServiceContext context = GuardedAiServiceContext.create(aiService, gate);
            AiServices<T> builder = AiServices.builder(context);
            if (ServiceInspection.contextOf(builder) != context) {
                throw new IllegalConfigurationException("the builder `"
                        + builder.getClass().getName()
                        + "` does not use the context it was given, so guard cannot guard its tools");
            }
            return builder;
        }
    }
}
