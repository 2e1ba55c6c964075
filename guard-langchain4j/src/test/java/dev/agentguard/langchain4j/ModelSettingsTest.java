package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicServerTool;
import dev.langchain4j.model.anthropic.AnthropicSkill;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiResponsesChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tools that run at a model's provider are known from how the vendors' own models are set up, and run all the same. */
class ModelSettingsTest {

    interface Assistant {
        String chat(String message);
    }

    interface StreamingAssistant {
        TokenStream chat(String message);
    }

    /** A model of an application, around another. */
    private record Measured(ChatModel inner) implements ChatModel {
        @Override
        public ChatResponse chat(ChatRequest request) {
            return inner.chat(request);
        }
    }

    /** Holds its switches as Google's models do. */
    private static final class Switched implements ChatModel {
        @SuppressWarnings("unused") // read by reflection
        private final boolean allowGoogleSearch = true;

        @SuppressWarnings("unused") // read by reflection
        private final Boolean allowCodeExecution = false;

        @Override
        public ChatResponse chat(ChatRequest request) {
            return ChatResponse.builder().aiMessage(DONE).build();
        }
    }

    @TempDir
    Path directory;

    private Guard guard;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\nstore: store\n");
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void server_tools_of_Anthropic_are_known_and_its_answer_still_arrives() throws Exception {
        try (AnthropicServer server = new AnthropicServer()) {
            server.says(DONE, DONE);
            ChatModel model = AnthropicChatModel.builder()
                    .baseUrl(server.url() + "/v1")
                    .apiKey("none")
                    .modelName("claude-sonnet-4-5")
                    .serverTools(AnthropicServerTool.builder()
                            .type("web_search_20250305")
                            .name("web_search")
                            .build())
                    .customParameters(Map.of(
                            "mcp_servers",
                            List.of(Map.of("type", "url", "url", "https://mcp.example.com/?key=s3cret"))))
                    .build();
            Assistant assistant = service(new Measured(model));

            assertThat(guard.status().unseenTools()).isEmpty();
            assertThat(assistant.chat("go")).isEqualTo("done");
            assertThat(assistant.chat("go")).isEqualTo("done");

            assertThat(server.requests().get(0).at("/tools/0/type").asText()).isEqualTo("web_search_20250305");
        }
        String where = " at Measured of " + Assistant.class.getName();
        assertThat(guard.status().unseenTools())
                .containsExactly("mcp:mcp.example.com" + where, "web_search_20250305" + where);
        assertThat(record()).contains("MODEL_TOOLS").doesNotContain("s3cret");
    }

    @Test
    void what_Anthropics_skills_run_in_is_known_when_it_streams_too() throws Exception {
        try (AnthropicServer server = new AnthropicServer()) {
            server.says(DONE);
            GuardedAiServices.builder(StreamingAssistant.class, guard)
                    .streamingChatModel(AnthropicStreamingChatModel.builder()
                            .baseUrl(server.url() + "/v1")
                            .apiKey("none")
                            .modelName("claude-sonnet-4-5")
                            .skills(AnthropicSkill.XLSX)
                            .build())
                    .build()
                    .chat("go")
                    .onPartialResponse(token -> {})
                    .onError(error -> {})
                    .start();
        }
        assertThat(guard.status().unseenTools())
                .containsExactly(
                        "code_execution at AnthropicStreamingChatModel of " + StreamingAssistant.class.getName());
    }

    @Test
    void server_tools_and_custom_parameters_of_OpenAI_are_known() {
        assertThat(ModelSettings.of(OpenAiResponsesChatModel.builder()
                        .apiKey("none")
                        .modelName("gpt-5")
                        .serverTools(List.of(Map.of("type", "code_interpreter")))
                        .build()))
                .containsEntry("tools", List.of(Map.of("type", "code_interpreter")));
        assertThat(ModelSettings.of(OpenAiChatModel.builder()
                        .apiKey("none")
                        .modelName("gpt-4o-search-preview")
                        .customParameters(Map.of("web_search_options", Map.of()))
                        .build()))
                .containsKey("web_search_options");
    }

    @Test
    void switches_of_Googles_models_are_known() {
        service(new Switched()).chat("go");

        assertThat(guard.status().unseenTools())
                .containsExactly("google_search at Switched of " + Assistant.class.getName());
    }

    @Test
    void model_without_such_tools_is_not_spoken_of() throws Exception {
        service(ChatModelMock.thatAlwaysResponds(DONE)).chat("go");

        assertThat(guard.status().unseenTools()).isEmpty();
        assertThat(record()).doesNotContain("MODEL_TOOLS");
    }

    private Assistant service(ChatModel model) {
        AiServices<Assistant> builder = GuardedAiServices.builder(Assistant.class, guard);
        return builder.chatModel(model).build();
    }

    private String record() throws Exception {
        guard.flush();
        StringBuilder record = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                record.append(Files.readString(file));
            }
        }
        return record.toString();
    }
}
