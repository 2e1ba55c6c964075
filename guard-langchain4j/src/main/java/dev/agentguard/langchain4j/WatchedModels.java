package dev.agentguard.langchain4j;

import dev.langchain4j.service.AiServiceContext;
import org.jspecify.annotations.Nullable;

/** Looks at each model of a service once, for tools that its provider runs. Threadsafe. */
final class WatchedModels {

    private final String service;
    private final ToolGate gate;
    private final GuardFailures failures = new GuardFailures();
    private volatile @Nullable Object chat;
    private volatile @Nullable Object streaming;

    private WatchedModels(String service, ToolGate gate) {
        this.service = service;
        this.gate = gate;
    }

    /** Looks at the models of a service from its first invocation on: by then the builder has set them. */
    static void of(AiServiceContext context, ToolGate gate) {
        if (context.toolService instanceof GuardedTools tools) {
            WatchedModels models = new WatchedModels(context.aiServiceClass.getName(), gate);
            tools.onInvocation(() -> models.look(context));
        }
    }

    private void look(AiServiceContext context) {
        Object chatNow = context.chatModel;
        if (chatNow != null && chatNow != chat) {
            chat = chatNow;
            look(chatNow);
        }
        Object streamingNow = context.streamingChatModel;
        if (streamingNow != null && streamingNow != streaming) {
            streaming = streamingNow;
            look(streamingNow);
        }
    }

    private void look(Object model) {
        try {
            gate.model(model.getClass().getSimpleName() + " of " + service, ModelSettings.of(model));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            failures.report("guard failed to look at the model of", service, e);
        }
    }
}
