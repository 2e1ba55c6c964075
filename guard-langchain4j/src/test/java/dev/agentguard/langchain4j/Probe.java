package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.util.Map;

/** A program without a line of Guard but the engine it judges with; runs against any version of LangChain4j. */
final class Probe {

    interface Assistant {
        String chat(String message);
    }

    /** Calls a tool once and then answers. */
    private static final class ScriptedModel implements ChatModel {
        private final String tool;
        private boolean called;

        ScriptedModel(String tool) {
            this.tool = tool;
        }

        @Override
        public ChatResponse doChat(ChatRequest request) {
            AiMessage message = called
                    ? AiMessage.from("done")
                    : AiMessage.from(ToolExecutionRequest.builder()
                            .id("1")
                            .name(tool)
                            .arguments("{\"volumeId\": \"v\"}")
                            .build());
            called = true;
            return ChatResponse.builder().aiMessage(message).build();
        }
    }

    private Probe() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            Engines.install(arguments[0].equals("refuse") ? FakeGate.that(call -> false) : FakeGate.thatAllows());
        }
        try {
            object();
            map();
            provider(false);
            if (System.getProperty("dynamic") != null) {
                provider(true);
            }
        } catch (RuntimeException e) {
            System.out.println("failed: " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    private static void object() {
        Volumes volumes = new Volumes();
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(new ScriptedModel("deleteVolume"))
                .tools(volumes)
                .build();
        assistant.chat("go");
        System.out.println("object ran " + volumes.deleted);
    }

    private static void map() {
        StringBuilder ran = new StringBuilder();
        AiServices.builder(Assistant.class)
                .chatModel(new ScriptedModel("work"))
                .tools(Map.of(work(), executor(ran)))
                .build()
                .chat("go");
        System.out.println("map ran [" + ran + "]");
    }

    private static void provider(boolean dynamic) {
        StringBuilder ran = new StringBuilder();
        AiServices.builder(Assistant.class)
                .chatModel(new ScriptedModel("work"))
                .toolProvider(new ToolProvider() {
                    @Override
                    public ToolProviderResult provideTools(ToolProviderRequest request) {
                        return ToolProviderResult.builder()
                                .add(work(), executor(ran))
                                .build();
                    }

                    @Override
                    public boolean isDynamic() {
                        return dynamic;
                    }
                })
                .build()
                .chat("go");
        System.out.println((dynamic ? "dynamic" : "static") + " ran [" + ran + "]");
    }

    private static ToolSpecification work() {
        return ToolSpecification.builder().name("work").description("works").build();
    }

    private static ToolExecutor executor(StringBuilder ran) {
        return (request, memoryId) -> {
            ran.append("v");
            return "ok";
        };
    }
}
