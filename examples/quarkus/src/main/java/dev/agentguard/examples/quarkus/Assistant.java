package dev.agentguard.examples.quarkus;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.UserMessage;
import io.quarkiverse.langchain4j.RegisterAiService;
import java.util.function.Supplier;

/** The assistant, with a scripted model. */
@RegisterAiService(tools = OrderTools.class, chatLanguageModelSupplier = Assistant.Models.class)
public interface Assistant {

    /**
     * Asks the assistant.
     *
     * @param message what is asked
     * @return what it says
     */
    String chat(@UserMessage String message);

    /** Gives the model. */
    final class Models implements Supplier<ChatModel> {

        @Override
        public ChatModel get() {
            return new ScriptedModel();
        }
    }
}
