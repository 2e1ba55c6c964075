package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One program for every release of LangChain4j: each path of a tool in each loop, with a call that is allowed and one that
 * is refused in one response of the model. Prints a line for each.
 */
final class VersionProbe {

    interface Assistant {
        String chat(String message);
    }

    interface StreamingAssistant {
        TokenStream chat(String message);
    }

    /** Asks for both calls at once, and then repeats what was answered. */
    private static final class ScriptedModel implements ChatModel, StreamingChatModel {

        @Override
        public ChatResponse doChat(ChatRequest request) {
            List<ToolExecutionResultMessage> results = request.messages().stream()
                    .filter(ToolExecutionResultMessage.class::isInstance)
                    .map(ToolExecutionResultMessage.class::cast)
                    .toList();
            AiMessage message = results.isEmpty()
                    ? AiMessage.from(call("1", "v1"), call("2", "v2"))
                    : AiMessage.from(results.stream()
                            .map(ToolExecutionResultMessage::text)
                            .collect(Collectors.joining(" | ")));
            return ChatResponse.builder().aiMessage(message).build();
        }

        private static ToolExecutionRequest call(String id, String volume) {
            return Scripts.request(id, "deleteVolume", "{\"volumeId\": \"" + volume + "\"}");
        }

        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            ChatResponse response = doChat(request);
            new Thread(() -> {
                        if (concurrently() != null && response.aiMessage().hasToolExecutionRequests()) {
                            StreamedCalls.announce(response.aiMessage(), handler);
                        }
                        handler.onCompleteResponse(response);
                    })
                    .start();
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().build();
        }

        @Override
        public List<ChatModelListener> listeners() {
            return List.of();
        }

        @Override
        public ModelProvider provider() {
            return ModelProvider.OTHER;
        }

        @Override
        public Set<Capability> supportedCapabilities() {
            return Set.of();
        }
    }

    /** Apart, since it is not there in the first releases. */
    private static final class StreamedCalls {
        static void announce(AiMessage message, StreamingChatResponseHandler handler) {
            for (int i = 0; i < message.toolExecutionRequests().size(); i++) {
                handler.onCompleteToolCall(
                        new CompleteToolCall(i, message.toolExecutionRequests().get(i)));
            }
        }
    }

    /** Apart, since it is not on every class path. */
    private static final class Mcp {
        static void register(AiServices<?> service) {
            service.toolProvider(McpToolProvider.builder()
                    .mcpClients(List.of(new DefaultMcpClient.Builder()
                            .transport(new StdioMcpTransport.Builder()
                                    .command(TinyMcpServer.command())
                                    .build())
                            .build()))
                    .build());
        }
    }

    private static final FakeGate GATE =
            FakeGate.that(call -> !"v2".equals(call.arguments().get("volumeId")));
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(4);

    private VersionProbe() {}

    public static void main(String[] arguments) throws Exception {
        boolean explicit = arguments[0].equals("explicit");
        if (!explicit) {
            Engines.install(GATE);
        }
        for (String path : List.of("object", "map", "provider", "mcp")) {
            for (String loop : List.of("sync", "concurrent", "streaming", "streaming-concurrent")) {
                boolean there = (concurrently() != null || !loop.contains("concurrent"))
                        && (!path.equals("mcp") || System.getProperty("mcp") != null);
                if (there) {
                    System.out.println(path + " " + loop + ": " + run(explicit, path, loop));
                }
            }
        }
        Volumes volumes = new Volumes();
        ToolExecutor low = GuardLangChain4j.toolExecutor(GATE, "loop", specification(), executor(volumes));
        String read = low.execute(ScriptedModel.call("1", "v1"), "m") + " | "
                + low.execute(ScriptedModel.call("2", "v2"), "m");
        System.out.println("loop of one's own: ran " + volumes.deleted + " read " + read);
        System.out.println("judged " + GATE.checked.size() + " done " + GATE.done.size());
        System.exit(0);
    }

    private static String run(boolean explicit, String path, String loop) {
        Volumes volumes = new Volumes();
        try {
            String read = loop.startsWith("streaming")
                    ? stream(explicit, path, loop, volumes)
                    : chat(explicit, path, loop, volumes);
            return "ran " + volumes.deleted + " read " + read;
        } catch (Throwable e) {
            return "failed: " + e + " at " + e.getStackTrace()[0];
        }
    }

    private static String chat(boolean explicit, String path, String loop, Volumes volumes) throws Exception {
        AiServices<Assistant> service = builder(explicit, Assistant.class);
        service.chatModel(new ScriptedModel());
        register(service, path, loop, volumes);
        return service.build().chat("go");
    }

    private static String stream(boolean explicit, String path, String loop, Volumes volumes) throws Exception {
        AiServices<StreamingAssistant> service = builder(explicit, StreamingAssistant.class);
        service.streamingChatModel(new ScriptedModel());
        register(service, path, loop, volumes);
        CompletableFuture<String> answer = new CompletableFuture<>();
        service.build()
                .chat("go")
                .onPartialResponse(token -> {})
                .onCompleteResponse(
                        response -> answer.complete(response.aiMessage().text()))
                .onError(answer::completeExceptionally)
                .start();
        return answer.get(20, TimeUnit.SECONDS);
    }

    private static <T> AiServices<T> builder(boolean explicit, Class<T> type) {
        return explicit ? GuardedAiServices.builder(type, GATE) : AiServices.builder(type);
    }

    private static void register(AiServices<?> service, String path, String loop, Volumes volumes) throws Exception {
        switch (path) {
            case "object" -> service.tools(volumes);
            case "map" -> service.tools(Map.of(specification(), executor(volumes)));
            case "provider" ->
                service.toolProvider(request -> ToolProviderResult.builder()
                        .add(specification(), executor(volumes))
                        .build());
            default -> Mcp.register(service);
        }
        Method concurrently = concurrently();
        if (concurrently != null && loop.contains("concurrent")) {
            concurrently.invoke(service, THREADS);
        }
    }

    /** Since 1.4. */
    private static Method concurrently() {
        try {
            return AiServices.class.getMethod("executeToolsConcurrently", Executor.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    private static ToolSpecification specification() {
        return ToolSpecification.builder()
                .name("deleteVolume")
                .description("deletes a volume and its backups")
                .build();
    }

    private static ToolExecutor executor(Volumes volumes) {
        return (request, memoryId) -> volumes.deleteVolume(request.arguments().replaceAll(".*:\\s*\"|\".*", ""));
    }
}
