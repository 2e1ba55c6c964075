package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.Guard;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.model.tool.ToolCallingManager;
import org.springframework.ai.model.tool.ToolExecutionResult;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Has another manager run the tools of a request, each one guarded. Threadsafe if the other one is. */
final class GuardedToolCallingManager implements ToolCallingManager {

    private final ToolCallingManager delegate;
    private final Supplier<Guard> guard;

    GuardedToolCallingManager(ToolCallingManager delegate, Supplier<Guard> guard) {
        this.delegate = delegate;
        this.guard = guard;
    }

    @Override
    public List<ToolDefinition> resolveToolDefinitions(ToolCallingChatOptions chatOptions) {
        return delegate.resolveToolDefinitions(chatOptions);
    }

    @Override
    public ToolExecutionResult executeToolCalls(Prompt prompt, ChatResponse chatResponse) {
        if (!(prompt.getOptions() instanceof ToolCallingChatOptions options)
                || options.getToolCallbacks() == null
                || options.getToolCallbacks().isEmpty()) {
            return delegate.executeToolCalls(prompt, chatResponse);
        }
        String session = SpringSessions.of(prompt, options);
        List<GuardedToolCallback> guarded = options.getToolCallbacks().stream()
                .map(callback -> new GuardedToolCallback(callback, guard, session))
                .toList();
        ToolCallingChatOptions judged =
                options.mutate().toolCallbacks(List.copyOf(guarded)).build();
        if (!List.copyOf(judged.getToolCallbacks()).equals(guarded)) {
            // options of a vendor that copy or add callbacks; the manager needs no more of them than these
            judged = ToolCallingChatOptions.builder()
                    .toolCallbacks(List.copyOf(guarded))
                    .toolContext(options.getToolContext())
                    .build();
        }
        ToolExecutionResult result =
                delegate.executeToolCalls(new Prompt(prompt.getInstructions(), judged), chatResponse);
        boolean refused = guarded.stream().anyMatch(GuardedToolCallback::hasRefused);
        return refused && result.returnDirect() ? toTheModel(result) : result;
    }

    /** What was refused is for the model to read, not for the user as if it were the tool's result. */
    private static ToolExecutionResult toTheModel(ToolExecutionResult result) {
        return ToolExecutionResult.builder()
                .conversationHistory(result.conversationHistory())
                .returnDirect(false)
                .build();
    }
}
