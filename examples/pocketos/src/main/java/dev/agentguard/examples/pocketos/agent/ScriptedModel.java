package dev.agentguard.examples.pocketos.agent;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/** A model without a model: each next step follows from the task and from what the tools returned so far. */
final class ScriptedModel implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
        Turn turn = Turn.of(request.messages());
        AiMessage next =
                ScriptedCleanUp.isMeantBy(turn.task()) ? ScriptedCleanUp.next(turn) : ScriptedIncident.next(turn);
        return ChatResponse.builder().aiMessage(next).build();
    }
}
