package app;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for one tool after the other and then repeats what the tools answered. */
final class ScriptedModel implements ChatModel, StreamingChatModel {

    private final List<ToolExecutionRequest> script;
    private int next;

    ScriptedModel(List<ToolExecutionRequest> script) {
        this.script = script;
    }

    @Override
    public ChatResponse doChat(ChatRequest request) {
        AiMessage message = next < script.size()
                ? AiMessage.from(script.get(next++))
                : AiMessage.from("read: "
                        + request.messages().stream()
                                .filter(ToolExecutionResultMessage.class::isInstance)
                                .map(result -> ((ToolExecutionResultMessage) result).text())
                                .collect(Collectors.joining(" || ")));
        return ChatResponse.builder().aiMessage(message).build();
    }

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
        ChatResponse response = doChat(request);
        new Thread(() -> handler.onCompleteResponse(response)).start();
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
        return ChatRequestParameters.builder().build();
    }

    @Override
    public List<ChatModelListener> listeners() {
        return List.of();
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.OTHER;
    }

    @Override
    public Set<Capability> supportedCapabilities() {
        return Set.of();
    }
}
