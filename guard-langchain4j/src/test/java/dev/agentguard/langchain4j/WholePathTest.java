package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.HttpPart;
import dev.agentguard.annotation.HttpPart.Part;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tool call from the model through the real engine to what the model reads. */
class WholePathTest {

    private static final String TOKEN = "rw_live_9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    interface Assistant {
        String chat(String message);
    }

    static class Tools {
        final List<String> sent = new ArrayList<>();

        @Tool("Reads a file")
        @Guarded(Reversibility.READ_ONLY)
        String readFile(String path) {
            return "RAILWAY_TOKEN=" + TOKEN;
        }

        @Tool("Sends a request")
        String http(
                @HttpPart(Part.METHOD) String method,
                @HttpPart(Part.URL) String url,
                @HttpPart(Part.HEADERS) String headers,
                @HttpPart(Part.BODY) String body) {
            sent.add(method + " " + url);
            return "200";
        }
    }

    @TempDir
    Path directory;

    private final Volumes volumes = new Volumes();
    private final Tools tools = new Tools();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(50);
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
    void held_call_runs_once_after_a_human_approved_exactly_it() throws Exception {
        AiMessage delete = calls(request("1", "deleteVolume", "{\"volumeId\": \"v1\"}"));
        AiMessage other = calls(request("2", "deleteVolume", "{\"volumeId\": \"v2\"}"));

        chat(delete);
        assertThat(volumes.deleted).isEmpty();

        Approvals approvals = new Approvals(directory.resolve("store"), Clock.systemUTC(), Duration.ofMinutes(15));
        ApprovalRequest request = approvals.pending().get(0);
        assertThat(lastResult()).contains(request.id());
        approvals.approve(request, request.confirm(), "a human");

        chat(other);
        assertThat(volumes.deleted).isEmpty();
        assertThat(record()).doesNotContain("SUCCEEDED");
        chat(delete);
        assertThat(volumes.deleted).containsExactly("v1");
        assertThat(record()).contains("SUCCEEDED");
        chat(delete);
        assertThat(volumes.deleted).containsExactly("v1");
    }

    @Test
    void token_that_a_tool_returned_is_not_used_to_write() {
        String call = "{\"method\":\"POST\",\"url\":\"https://api.example.com/notes\","
                + "\"headers\":\"Authorization: Bearer %s\\nContent-Type: application/json\",\"body\":\"{\\\"a\\\":1}\"}";

        chat(calls(request("1", "http", call.formatted("rw_live_00000000000000000000000000000000"))));
        assertThat(tools.sent).containsExactly("POST https://api.example.com/notes");
        tools.sent.clear();

        chat(
                calls(request("2", "readFile", "{\"path\": \"notes.txt\"}")),
                calls(request("3", "http", call.formatted(TOKEN))));

        assertThat(tools.sent).isEmpty();
        assertThat(lastResult())
                .contains("credential")
                .contains("refused by Guard")
                .doesNotContain(TOKEN);
    }

    private void chat(AiMessage... script) {
        List<AiMessage> messages = new ArrayList<>(List.of(script));
        messages.add(DONE);
        AiServices<Assistant> builder = GuardedAiServices.builder(Assistant.class, guard)
                .chatModel(ChatModelMock.thatAlwaysResponds(messages.toArray(new AiMessage[0])))
                .chatMemory(memory)
                .tools(volumes, tools);
        assertThat(builder.build().chat("go")).isEqualTo("done");
    }

    private String record() throws IOException {
        guard.flush(); // outcomes are written behind the call
        StringBuilder record = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                record.append(Files.readString(file));
            }
        }
        return record.toString();
    }

    private String lastResult() {
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(message -> ((ToolExecutionResultMessage) message).text())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
