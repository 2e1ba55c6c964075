package dev.agentguard.langchain4j;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.TargetResource;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool of the README, as it stands there, and the two ways to a guarded service. */
class QuickstartTest {

    interface Railway {
        void delete(String volumeId);
    }

    interface Assistant {
        String chat(String message);
    }

    static class Volumes {
        private final Railway railway;

        Volumes(Railway railway) {
            this.railway = railway;
        }

        @Tool("Deletes a volume")
        @Guarded(IRREVERSIBLE)
        void deleteVolume(@TargetResource("railway:volume") String volumeId) {
            railway.delete(volumeId);
        }
    }

    private final List<String> deleted = new ArrayList<>();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);
    private final ChatModelMock model = ChatModelMock.thatAlwaysResponds(
            Scripts.calls(Scripts.request("1", "deleteVolume", "{\"volumeId\": \"3d2c42fb\"}")), Scripts.DONE);

    @TempDir
    Path directory;

    @Test
    void nothing_has_to_be_written() throws Exception {
        try (Guard guard = guard()) {
            GuardLangChain4j.install(guard);

            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(model)
                    .chatMemory(memory)
                    .tools(new Volumes(deleted::add))
                    .build();

            GuardLangChain4j.verify(assistant);
            assertThat(assistant.chat("clean up")).isEqualTo("done");
            assertHeld();
        }
    }

    @Test
    void explicit_line_takes_a_guard_of_its_own() throws Exception {
        try (Guard guard = guard()) {
            Assistant assistant = GuardedAiServices.builder(Assistant.class, guard)
                    .chatModel(model)
                    .chatMemory(memory)
                    .tools(new Volumes(deleted::add))
                    .build();

            GuardLangChain4j.verify(assistant);
            assertThat(assistant.chat("clean up")).isEqualTo("done");
            assertHeld();
        }
    }

    @Test
    void the_readme_shows_this_tool_and_what_the_model_reads() throws Exception {
        nothing_has_to_be_written();
        String text = ((ToolExecutionResultMessage) memory.messages().get(2)).text();
        String readme = plain(Files.readString(Path.of("../README.md")));
        String source =
                plain(Files.readString(Path.of("src/test/java/dev/agentguard/langchain4j/QuickstartTest.java")));
        String tool = readme.substring(readme.indexOf("@Tool("), readme.indexOf("```", readme.indexOf("@Tool(")));
        assertThat(source).contains(tool.strip());
        assertThat(readme)
                .contains(plain(text.replaceFirst("request `[^`]+`", "request `k7q2m9x4tb`")
                        .replaceFirst("approve [a-z0-9]+`", "approve k7q2m9x4tb`")));
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }

    private Guard guard() throws Exception {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\n");
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private void assertHeld() {
        assertThat(deleted).isEmpty();
        ToolExecutionResultMessage result =
                (ToolExecutionResultMessage) memory.messages().get(2);
        assertThat(result.isError()).isTrue();
        assertThat(result.text()).contains("held by Guard for a human").contains("IRREVERSIBLE");
    }
}
