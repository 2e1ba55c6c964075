package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;

import dev.agentguard.Guard;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A real guard with its store, and a service whose model asks for what a test says. */
final class RealGuard implements AutoCloseable {

    interface Assistant {
        String chat(String message);
    }

    private final Path directory;
    private final Guard guard;

    RealGuard(Path directory, String... lines) throws Exception {
        this.directory = directory;
        this.guard = configured(directory, lines).build();
    }

    static Guard.Builder configured(Path directory, String... lines) throws IOException {
        String yaml = "version: 1\nstore: store\n" + String.join("\n", lines) + "\n";
        Path file = Files.writeString(directory.resolve("guard.yaml"), yaml);
        return Guard.builder().config(GuardConfig.load(file, true));
    }

    /** Returns what the model reads of one call. */
    String call(Object tools, String tool, String arguments) {
        return call(service(tools), tool, arguments);
    }

    AiServices<Assistant> service(Object tools) {
        return GuardedAiServices.builder(Assistant.class, guard).tools(tools);
    }

    String call(AiServices<Assistant> service, String tool, String arguments) {
        ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);
        AiMessage asks = calls(request("1", tool, arguments));
        service.chatModel(ChatModelMock.thatAlwaysResponds(asks, DONE))
                .chatMemory(memory)
                .build()
                .chat("go");
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(message -> ((ToolExecutionResultMessage) message).text())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    List<ApprovalRequest> pending() throws Exception {
        return approvals().pending();
    }

    void approve(ApprovalRequest request) throws Exception {
        approvals().approve(request, request.confirm(), "a human");
    }

    private Approvals approvals() {
        return new Approvals(directory.resolve("store"), Clock.systemUTC(), Duration.ofMinutes(15));
    }

    String record() {
        guard.flush(); // outcomes are written behind the call
        StringBuilder record = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                record.append(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return record.toString();
    }

    @Override
    public void close() {
        guard.close();
    }
}
