package dev.agentguard.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's Chat Completions API: <a href="https://platform.openai.com/docs/api-reference/chat/create">request and
 * response</a>, <a href="https://platform.openai.com/docs/api-reference/chat-streaming/streaming">chunks</a>, and that each
 * tool call is answered by a message of the role {@code tool} (<a
 * href="https://platform.openai.com/docs/guides/function-calling">function calling</a>), which has no mark for errors.
 */
final class OpenAiServer extends ModelServer {

    private static final String MODEL = "gpt-4o-mini";

    private final ChatModel chatModel;
    private final StreamingChatModel streamingChatModel;

    OpenAiServer() throws IOException {
        super("/v1/chat/completions");
        chatModel = OpenAiChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(MODEL)
                .maxRetries(0)
                .build();
        streamingChatModel = OpenAiStreamingChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(MODEL)
                .build();
    }

    @Override
    ChatModel chatModel() {
        return chatModel;
    }

    @Override
    StreamingChatModel streamingChatModel() {
        return streamingChatModel;
    }

    @Override
    @Nullable
    String objection(HttpExchange exchange, JsonNode request) {
        if (!exchange.getRequestHeaders().containsKey("Authorization")
                || !request.path("model").isTextual()) {
            return "you must provide an API key and a model parameter";
        }
        for (JsonNode tool : request.path("tools")) {
            if (!tool.path("type").asText().equals("function")
                    || !tool.path("function").path("name").isTextual()) {
                return "Missing required parameter: 'tools[0].function'";
            }
        }
        Set<String> open = new LinkedHashSet<>();
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asText().equals("tool")) {
                if (!open.remove(message.path("tool_call_id").asText())) {
                    return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'";
                }
            } else if (!open.isEmpty()) {
                break;
            }
            message.path("tool_calls").forEach(call -> open.add(call.path("id").asText()));
        }
        return open.isEmpty()
                ? null
                : "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                        + " 'tool_call_id': " + open;
    }

    @Override
    ObjectNode error(String message) {
        ObjectNode error = JSON.createObjectNode();
        error.putObject("error")
                .put("message", message)
                .put("type", "invalid_request_error")
                .putNull("param")
                .putNull("code");
        return error;
    }

    @Override
    ObjectNode response(AiMessage message) {
        ObjectNode response = head("chat.completion");
        ObjectNode choice = response.putArray("choices").addObject().put("index", 0);
        ObjectNode said = choice.putObject("message").put("role", "assistant").put("content", message.text());
        said.putNull("refusal");
        if (message.hasToolExecutionRequests()) {
            ArrayNode calls = said.putArray("tool_calls");
            for (ToolExecutionRequest call : message.toolExecutionRequests()) {
                call(calls.addObject(), call, call.arguments());
            }
        }
        choice.putNull("logprobs").put("finish_reason", finishReason(message));
        usage(response);
        return response;
    }

    private static ObjectNode head(String object) {
        return JSON.createObjectNode()
                .put("id", "chatcmpl-1")
                .put("object", object)
                .put("created", 1_760_000_000L)
                .put("model", MODEL);
    }

    private static void call(ObjectNode into, ToolExecutionRequest call, String arguments) {
        into.put("id", call.id()).put("type", "function");
        into.putObject("function").put("name", call.name()).put("arguments", arguments);
    }

    private static void usage(ObjectNode into) {
        into.putObject("usage")
                .put("prompt_tokens", 20)
                .put("completion_tokens", 9)
                .put("total_tokens", 29);
    }

    private static String finishReason(AiMessage message) {
        return message.hasToolExecutionRequests() ? "tool_calls" : "stop";
    }

    @Override
    List<String> events(AiMessage message) {
        List<String> events = new ArrayList<>();
        events.add(chunk(JSON.createObjectNode().put("role", "assistant").putNull("content"), null));
        if (message.text() != null) {
            pieces(message.text())
                    .forEach(piece -> events.add(chunk(JSON.createObjectNode().put("content", piece), null)));
        }
        int index = 0;
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            ObjectNode first = JSON.createObjectNode();
            call(first.putArray("tool_calls").addObject().put("index", index), call, "");
            events.add(chunk(first, null));
            for (String piece : pieces(call.arguments())) {
                ObjectNode more = JSON.createObjectNode();
                ObjectNode part = more.putArray("tool_calls").addObject().put("index", index);
                part.putObject("function").put("arguments", piece);
                events.add(chunk(more, null));
            }
            index++;
        }
        events.add(chunk(JSON.createObjectNode(), finishReason(message)));
        ObjectNode last = head("chat.completion.chunk");
        last.putArray("choices");
        usage(last);
        events.add("data: " + last + "\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static String chunk(ObjectNode delta, @Nullable String finishReason) {
        ObjectNode chunk = head("chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finishReason);
        return "data: " + chunk + "\n\n";
    }

    @Override
    List<ToolResult> results(JsonNode request) {
        List<ToolResult> results = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            if (message.path("role").asText().equals("tool")) {
                results.add(new ToolResult(
                        message.path("tool_call_id").asText(),
                        message.path("content").asText(),
                        null));
            } else {
                results.clear();
            }
        }
        return results;
    }
}
