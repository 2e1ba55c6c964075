package dev.agentguard.examples.springai;

import java.util.List;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Stands for a model, so that the example needs no key: calls the tool that it is told to and repeats what it read. */
@Component
public class ScriptedModel implements ChatModel {

    @Override
    public ChatResponse call(Prompt prompt) {
        List<Message> messages = prompt.getInstructions();
        if (messages.get(messages.size() - 1) instanceof ToolResponseMessage responses) {
            return answer(new AssistantMessage(
                    "read: " + responses.getResponses().get(0).responseData()));
        }
        String[] words = String.valueOf(prompt.getUserMessage().getText()).split(" ", 2);
        AssistantMessage.ToolCall call = new AssistantMessage.ToolCall("call-1", "function", words[0], words[1]);
        return answer(
                AssistantMessage.builder().content("").toolCalls(List.of(call)).build());
    }

    @Override
    public Flux<ChatResponse> stream(Prompt prompt) {
        return Flux.just(call(prompt));
    }

    @Override
    public ToolCallingChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
    }

    private static ChatResponse answer(AssistantMessage message) {
        return new ChatResponse(List.of(new Generation(message)));
    }
}
