package app;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** Chat models as a user names them to Guard's command line. */
public final class Models {

    private static final String RULE = """
            {"rule": {"verdict": "deny", "match": {"command": "pager ring"}, "instead": "write a ticket"},
             "stops": ["shell pager ring lisbon"], "passes": ["shell pager list"]}
            """;

    private Models() {}

    public static ChatModel mock() {
        return ChatModelMock.thatResponds(request -> AiMessage.from(answer(request)));
    }

    /** Works with the oldest LangChain4j too. */
    public static ChatModel own() {
        return new ChatModel() {
            @Override
            public ChatResponse doChat(ChatRequest request) {
                return ChatResponse.builder()
                        .aiMessage(AiMessage.from(answer(request)))
                        .build();
            }
        };
    }

    public static ChatModel failing() {
        return ChatModelMock.thatAlwaysThrowsExceptionWithMessage("key sk-live-1234567890 refused");
    }

    public static ChatModel broken() {
        throw new IllegalStateException("OPENAI_API_KEY is sk-live-1234567890");
    }

    public static Object nothing() {
        return "model";
    }

    private static String answer(ChatRequest request) {
        String prompt = ((UserMessage) request.messages().get(0)).singleText();
        return prompt.contains("<<<Lisbon must not be woken") ? RULE : "{\"none\": \"nothing to see\"}";
    }
}
