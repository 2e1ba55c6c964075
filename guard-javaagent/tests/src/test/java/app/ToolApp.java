package app;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An agent whose model is scripted on standard input: a line holds tool names and arguments (Base64) in turn, and is
 * answered by which tools ran and by what the model read in the end.
 */
public final class ToolApp {

    private ToolApp() {}

    /** The agent. */
    public interface Agent {
        String chat(String message);
    }

    /** The agent, streaming. */
    public interface StreamingAgent {
        TokenStream chat(String message);
    }

    public static void main(String[] arguments) throws Exception {
        boolean streaming = arguments[0].equals("streaming");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Tools tools = new Tools();
            String read;
            try {
                read = streaming ? stream(script(line), tools) : chat(script(line), tools);
            } catch (Throwable e) {
                read = "thrown " + e;
            }
            System.out.println("ran=" + tools.ran + " model=" + read.replace('\n', ' '));
        }
    }

    private static List<ToolExecutionRequest> script(String line) {
        String[] words = line.split(" ");
        List<ToolExecutionRequest> calls = new ArrayList<>();
        for (int i = 0; i + 1 < words.length; i += 2) {
            calls.add(ToolExecutionRequest.builder()
                    .id("call-" + i)
                    .name(words[i])
                    .arguments(new String(Base64.getDecoder().decode(words[i + 1]), StandardCharsets.UTF_8))
                    .build());
        }
        return calls;
    }

    private static String chat(List<ToolExecutionRequest> script, Tools tools) {
        return AiServices.builder(Agent.class)
                .chatModel(new ScriptedModel(script))
                .tools(tools)
                .build()
                .chat("go");
    }

    private static String stream(List<ToolExecutionRequest> script, Tools tools) throws Exception {
        CompletableFuture<String> end = new CompletableFuture<>();
        AiServices.builder(StreamingAgent.class)
                .streamingChatModel(new ScriptedModel(script))
                .tools(tools)
                .build()
                .chat("go")
                .onPartialResponse(text -> {})
                .onCompleteResponse(
                        response -> end.complete(response.aiMessage().text()))
                .onError(end::completeExceptionally)
                .start();
        return end.get(60, TimeUnit.SECONDS);
    }
}
