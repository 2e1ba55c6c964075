package dev.agentguard.langchain4j.spring;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.mock.ChatModelMock;

/** A model that calls one tool and then says what it read of it. */
public final class ScriptedChat {

    private ScriptedChat() {}

    /** Returns a model that calls the tool that the user names, with the id {@code v1}. */
    public static ChatModel model() {
        return ChatModelMock.thatResponds(request -> {
            Object last = request.messages().get(request.messages().size() - 1);
            if (last instanceof ToolExecutionResultMessage result) {
                return AiMessage.from("read: " + result.text());
            }
            String tool = request.messages().get(0).toString().contains("delete") ? "deleteVolume" : "showVolume";
            return AiMessage.from(ToolExecutionRequest.builder()
                    .id("call")
                    .name(tool)
                    .arguments("{\"id\":\"v1\"}")
                    .build());
        });
    }
}
