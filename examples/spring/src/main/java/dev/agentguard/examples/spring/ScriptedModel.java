package dev.agentguard.examples.spring;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Stands for a model, so that the example needs no key: calls one tool and repeats what it read of it. */
@Component
public class ScriptedModel implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        ChatMessage last = messages.get(messages.size() - 1);
        if (last instanceof ToolExecutionResultMessage result) {
            return answer(AiMessage.from(result.text()));
        }
        String text = last instanceof UserMessage user ? user.singleText() : "";
        String order = text.substring(text.lastIndexOf(' ') + 1);
        return answer(AiMessage.from(ToolExecutionRequest.builder()
                .id("call-1")
                .name(text.toLowerCase(Locale.ROOT).contains("delete") ? "deleteOrder" : "showOrder")
                .arguments("{\"orderId\":\"" + order + "\"}")
                .build()));
    }

    private static ChatResponse answer(AiMessage message) {
        return ChatResponse.builder().aiMessage(message).build();
    }
}
