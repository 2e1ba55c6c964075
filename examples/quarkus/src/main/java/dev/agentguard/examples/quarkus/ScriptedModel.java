package dev.agentguard.examples.quarkus;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;

/** Calls the tool that the user names, {@code tool {arguments}}, and says what it read. */
final class ScriptedModel implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
        List<ChatMessage> messages = request.messages();
        ChatMessage last = messages.get(messages.size() - 1);
        return ChatResponse.builder()
                .aiMessage(
                        last instanceof ToolExecutionResultMessage result
                                ? AiMessage.from("read: " + result.text())
                                : AiMessage.from(call(((UserMessage) last).singleText())))
                .build();
    }

    private static ToolExecutionRequest call(String text) {
        int space = text.indexOf(' ');
        return ToolExecutionRequest.builder()
                .id("1")
                .name(text.substring(0, space))
                .arguments(text.substring(space + 1))
                .build();
    }
}
