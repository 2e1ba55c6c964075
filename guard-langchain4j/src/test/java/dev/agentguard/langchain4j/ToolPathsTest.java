package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Outcome;
import dev.agentguard.action.ToolCall;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageType;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.model.chat.mock.StreamingChatModelMock;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import dev.langchain4j.service.tool.ToolService;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which a service gets a tool, in every loop, each once allowed and once refused. */
class ToolPathsTest {

    interface Assistant {
        String chat(String message);
    }

    interface StreamingAssistant {
        TokenStream chat(String message);
    }

    /** Those that give their tool from the first request on, to the last. */
    private static final Set<ToolPath> STANDING = EnumSet.range(ToolPath.OBJECT, ToolPath.DYNAMIC_PROVIDER);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Volumes volumes = new Volumes();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);

    @AfterEach
    void shutDown() {
        threads.shutdownNow();
    }

    static Stream<Arguments> cases() {
        return STANDING.stream()
                .flatMap(path -> Stream.of(true, false)
                        .flatMap(streaming ->
                                Stream.of(true, false).map(concurrent -> Arguments.of(path, streaming, concurrent))));
    }

    @ParameterizedTest(name = "{0}, streaming {1}, concurrent {2}")
    @MethodSource("cases")
    void allowed_call_runs_once_with_the_judged_arguments(ToolPath path, boolean streaming, boolean concurrent)
            throws Exception {
        FakeGate gate = FakeGate.thatAllows();

        run(path, streaming, concurrent, gate);

        assertThat(volumes.deleted).containsExactlyInAnyOrder("v1", "v2");
        assertThat(gate.checked).hasSize(2);
        ToolCall call = gate.checked.get(0).call();
        assertThat(call.tool()).isEqualTo("deleteVolume");
        assertThat(call.description()).isEqualTo("deletes a volume and its backups");
        assertThat(call.arguments()).containsOnlyKeys("volumeId");
        assertThat(gate.done).extracting(FakeGate.Done::outcome).containsOnly(Outcome.SUCCEEDED);
        assertThat(gate.done).extracting(FakeGate.Done::text).containsExactlyInAnyOrder("deleted v1", "deleted v2");
        assertThat(results()).extracting(ToolExecutionResultMessage::text).containsExactly("deleted v1", "deleted v2");
    }

    @ParameterizedTest(name = "{0}, streaming {1}, concurrent {2}")
    @MethodSource("cases")
    void refused_call_does_not_run_and_leaves_a_valid_memory(ToolPath path, boolean streaming, boolean concurrent)
            throws Exception {
        FakeGate gate = FakeGate.that(call -> !"v2".equals(call.arguments().get("volumeId")));

        run(path, streaming, concurrent, gate);

        assertThat(volumes.deleted).containsExactly("v1");
        assertThat(gate.checked).hasSize(2);
        assertThat(gate.done).hasSize(1);
        assertThat(memory.messages())
                .extracting(ChatMessage::type)
                .containsExactly(
                        ChatMessageType.USER,
                        ChatMessageType.AI,
                        ChatMessageType.TOOL_EXECUTION_RESULT,
                        ChatMessageType.TOOL_EXECUTION_RESULT,
                        ChatMessageType.AI);
        assertThat(results().get(1).text()).isEqualTo(FakeGate.refusalOf("deleteVolume"));
        assertThat(results().get(1).isError()).isTrue();
        assertThat(results().get(1).id()).isEqualTo("2");
    }

    /** Gives its tool only once the conversation has a tool result, as skills do. */
    private record LateProvider(Volumes volumes) implements ToolProvider {

        @Override
        public ToolProviderResult provideTools(ToolProviderRequest request) {
            boolean late = request.messages().stream().anyMatch(ToolExecutionResultMessage.class::isInstance);
            return new ToolProviderResult(late ? ToolService.findTools(volumes) : List.of());
        }

        @Override
        public boolean isDynamic() {
            return true;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tool_that_a_dynamic_provider_gives_later_is_judged_too(boolean allowed) {
        FakeGate gate = allowed ? FakeGate.thatAllows() : FakeGate.thatRefuses("deleteVolume");

        AiServices.<Assistant>builder(GuardedAiServiceContext.create(Assistant.class, gate))
                .chatModel(ChatModelMock.thatAlwaysResponds(
                        calls(request("1", "open", "{}")),
                        calls(request("2", "deleteVolume", "{\"volumeId\": \"v1\"}")),
                        DONE))
                .chatMemory(memory)
                .tools(Map.of(ToolSpecification.builder().name("open").build(), (request, memoryId) -> "opened"))
                .toolProvider(new LateProvider(volumes))
                .build()
                .chat("go");

        assertThat(gate.checked).extracting(checked -> checked.call().tool()).containsExactly("open", "deleteVolume");
        assertThat(volumes.deleted).hasSize(allowed ? 1 : 0);
    }

    private List<ToolExecutionResultMessage> results() {
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .toList();
    }

    private void run(ToolPath path, boolean streaming, boolean concurrent, FakeGate gate) throws Exception {
        AiMessage toolCalls = calls(
                request("1", "deleteVolume", "{\"volumeId\": \"v1\"}"),
                request("2", "deleteVolume", "{\"volumeId\": \"v2\"}"));
        if (streaming) {
            stream(path, concurrent, gate, toolCalls);
            return;
        }
        AiServices<Assistant> builder = AiServices.builder(GuardedAiServiceContext.create(Assistant.class, gate));
        builder.chatModel(ChatModelMock.thatAlwaysResponds(toolCalls, DONE)).chatMemory(memory);
        path.register(builder, volumes);
        if (concurrent) {
            builder.executeToolsConcurrently(threads);
        }
        assertThat(builder.build().chat("go")).isEqualTo("done");
    }

    private void stream(ToolPath path, boolean concurrent, FakeGate gate, AiMessage toolCalls) throws Exception {
        AiServices<StreamingAssistant> builder =
                AiServices.builder(GuardedAiServiceContext.create(StreamingAssistant.class, gate));
        builder.streamingChatModel(StreamingChatModelMock.thatAlwaysStreams(toolCalls, DONE))
                .chatMemory(memory);
        path.register(builder, volumes);
        if (concurrent) {
            builder.executeToolsConcurrently(threads);
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        builder.build()
                .chat("go")
                .onPartialResponse(token -> {})
                .onCompleteResponse(
                        response -> answer.complete(response.aiMessage().text()))
                .onError(answer::completeExceptionally)
                .start();
        assertThat(answer.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    }
}
