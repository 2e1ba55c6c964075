package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.langchain4j.ModelServer.ToolResult;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which a service gets its tool, driven by the vendors' own models over HTTP and judged by the real engine.
 * A human permitted {@code v1} and {@code v3}; {@code v2} is held, and the model reads that as the result of its call.
 */
class WirePathsTest {

    private static final String PERMITS = """
            version: 1
            store: store
            permits:
              - id: two-volumes
                match: {tool: deleteVolume}
                when: 'has(action.arguments.volumeId) && action.arguments.volumeId in ["v1", "v3"]'
                count: {1d: 1000}
              - id: one-volume-of-the-server
                match: {tool: deleteVolume}
                when: 'has(action.arguments.id) && action.arguments.id == "v1"'
                count: {1d: 1000}
            """;

    interface Assistant {
        Result<String> chat(String message);
    }

    interface StreamingAssistant {
        TokenStream chat(String message);
    }

    /** Whose model it is. */
    enum Vendor {
        ANTHROPIC,
        OPENAI
    }

    @TempDir
    static Path directory;

    private static Guard guard;
    private static ExecutorService threads;
    private static Map<Vendor, ModelServer> servers;

    private final Volumes volumes = new Volumes();

    @BeforeAll
    static void start() throws Exception {
        Path file = Files.writeString(directory.resolve("guard.yaml"), PERMITS);
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
        threads = Executors.newFixedThreadPool(4);
        servers = Map.of(Vendor.ANTHROPIC, new AnthropicServer(), Vendor.OPENAI, new OpenAiServer());
    }

    @AfterAll
    static void stop() {
        servers.values().forEach(ModelServer::close);
        threads.shutdownNow();
        guard.close();
    }

    static Stream<Arguments> modes() {
        return Stream.of(Vendor.values())
                .flatMap(vendor -> Stream.of(false, true)
                        .flatMap(streaming ->
                                Stream.of(false, true).map(concurrent -> Arguments.of(vendor, streaming, concurrent))));
    }

    static Stream<Arguments> cases() {
        return Stream.of(ToolPath.values())
                .flatMap(path -> modes().map(mode -> Arguments.of(path, mode.get()[0], mode.get()[1], mode.get()[2])));
    }

    @ParameterizedTest(name = "{0}, {1}, streaming {2}, concurrent {3}")
    @MethodSource("cases")
    void allowed_call_runs_the_refused_one_does_not_and_the_model_reads_both(
            ToolPath path, Vendor vendor, boolean streaming, boolean concurrent) throws Exception {
        ModelServer model = servers.get(vendor);
        model.says(script(path, "v1", "v2"));

        run(model, streaming, concurrent, service -> path.register(service, volumes));

        assertThat(volumes.deleted).containsExactly("v1");
        assertSecondRefused(model, vendor, "deleted v1");
    }

    @ParameterizedTest(name = "{0}, streaming {1}, concurrent {2}")
    @MethodSource("modes")
    void allowed_calls_that_return_at_once_end_the_invocation(Vendor vendor, boolean streaming, boolean concurrent)
            throws Exception {
        ModelServer model = servers.get(vendor);
        model.says(script(ToolPath.IMMEDIATE, "v1", "v3"));

        run(model, streaming, concurrent, service -> ToolPath.IMMEDIATE.register(service, volumes));

        assertThat(volumes.deleted).containsExactlyInAnyOrder("v1", "v3");
        assertThat(model.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}, streaming {1}, concurrent {2}")
    @MethodSource("modes")
    void tool_of_a_server_of_mcp_is_called_if_it_may_be(Vendor vendor, boolean streaming, boolean concurrent)
            throws Exception {
        String tool = HttpMcpServer.tool("deleteVolume", "deletes a volume and its backups", "");
        ModelServer model = servers.get(vendor);
        model.says(
                calls(
                        request("call_1", "deleteVolume", "{\"id\": \"v1\"}"),
                        request("call_2", "deleteVolume", "{\"id\": \"v2\"}")),
                DONE);

        try (HttpMcpServer server = new HttpMcpServer(tool);
                McpClient client = DefaultMcpClient.builder()
                        .key("volumes")
                        .transport(StreamableHttpMcpTransport.builder()
                                .url(server.url())
                                .build())
                        .build()) {
            run(
                    model,
                    streaming,
                    concurrent,
                    service -> service.toolProvider(
                            McpToolProvider.builder().mcpClients(client).build()));

            assertThat(server.called).containsExactly("deleteVolume");
            assertSecondRefused(model, vendor, "done");
        }
    }

    private static void assertSecondRefused(ModelServer model, Vendor vendor, String first) {
        List<ToolResult> results = model.lastResults();
        assertThat(results).hasSize(2);
        assertThat(results.get(0)).isEqualTo(new ToolResult("call_1", first, mark(vendor, false)));
        assertThat(results.get(1).id()).isEqualTo("call_2");
        assertThat(results.get(1).text())
                .startsWith("held by Guard for a human, nothing was done: request `")
                .contains("reversibility.irreversible");
        assertThat(results.get(1).error()).isEqualTo(mark(vendor, true));
    }

    /** The mark of a result, in the formats that have one. */
    private static @Nullable Boolean mark(Vendor vendor, boolean error) {
        return vendor == Vendor.ANTHROPIC ? error : null;
    }

    private static AiMessage[] script(ToolPath path, String first, String second) {
        List<AiMessage> script = new ArrayList<>();
        if (path == ToolPath.SEARCH) {
            script.add(calls(request("call_0", "tool_search_tool", "{\"terms\": [\"volume\"]}")));
        }
        script.add(calls(
                request("call_1", "deleteVolume", "{\"volumeId\": \"" + first + "\"}"),
                request("call_2", "deleteVolume", "{\"volumeId\": \"" + second + "\"}")));
        script.add(DONE);
        return script.toArray(new AiMessage[0]);
    }

    private static void run(ModelServer model, boolean streaming, boolean concurrent, Consumer<AiServices<?>> register)
            throws Exception {
        if (!streaming) {
            AiServices<Assistant> builder =
                    GuardedAiServices.builder(Assistant.class, guard).chatModel(model.chatModel());
            build(builder, concurrent, register).chat("go");
            return;
        }
        AiServices<StreamingAssistant> builder = GuardedAiServices.builder(StreamingAssistant.class, guard)
                .streamingChatModel(model.streamingChatModel());
        CompletableFuture<Object> answer = new CompletableFuture<>();
        build(builder, concurrent, register)
                .chat("go")
                .onPartialResponse(token -> {})
                .onCompleteResponse(answer::complete)
                .onError(answer::completeExceptionally)
                .start();
        answer.get(20, TimeUnit.SECONDS);
    }

    private static <T> T build(AiServices<T> builder, boolean concurrent, Consumer<AiServices<?>> register) {
        register.accept(builder);
        if (concurrent) {
            builder.executeToolsConcurrently(threads);
        }
        return builder.build();
    }
}
