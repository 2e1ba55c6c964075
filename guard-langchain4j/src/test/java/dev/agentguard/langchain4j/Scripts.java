package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;

/** What a scripted model says. */
final class Scripts {

    static final AiMessage DONE = AiMessage.from("done");

    private Scripts() {}

    static AiMessage calls(ToolExecutionRequest... requests) {
        return AiMessage.from(requests);
    }

    static ToolExecutionRequest request(String id, String tool, String arguments) {
        return ToolExecutionRequest.builder()
                .id(id)
                .name(tool)
                .arguments(arguments)
                .build();
    }
}
