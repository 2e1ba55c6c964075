package dev.agentguard.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's Messages API: <a href="https://docs.anthropic.com/en/api/messages">request and response</a>,
 * <a href="https://docs.anthropic.com/en/api/messages-streaming">events</a>, and that each {@code tool_use} is answered by
 * a {@code tool_result} in the next message (<a
 * href="https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/implement-tool-use">tool use</a>).
 */
final class AnthropicServer extends ModelServer {

    private static final String MODEL = "claude-sonnet-4-5";

    private final ChatModel chatModel;
    private final StreamingChatModel streamingChatModel;

    AnthropicServer() throws IOException {
        super("/v1/messages");
        chatModel = AnthropicChatModel.builder()
                .baseUrl(url() + "/v1")
                .apiKey("none")
                .modelName(MODEL)
                .maxRetries(0)
                .build();
        streamingChatModel = AnthropicStreamingChatModel.builder()
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
        if (!exchange.getRequestHeaders().containsKey("x-api-key")
                || !exchange.getRequestHeaders().containsKey("anthropic-version")) {
            return "x-api-key and anthropic-version are required";
        }
        if (!request.path("max_tokens").canConvertToInt()
                || !request.path("model").isTextual()) {
            return "max_tokens: Field required";
        }
        for (JsonNode tool : request.path("tools")) {
            boolean ours = tool.path("type").asText("custom").equals("custom"); // others are the vendor's
            if (!tool.path("name").isTextual()
                    || (ours && !tool.at("/input_schema/type").asText().equals("object"))) {
                return "tools: an object is required as input_schema";
            }
        }
        JsonNode messages = request.path("messages");
        for (int i = 0; i < messages.size(); i++) {
            Set<String> asked = ids(messages.get(i), "tool_use", "id");
            Set<String> answered = ids(messages.path(i + 1), "tool_result", "tool_use_id");
            if (!asked.equals(answered)) {
                return "messages." + i + ": `tool_use` ids were found without `tool_result` blocks immediately after";
            }
        }
        return null;
    }

    private static Set<String> ids(JsonNode message, String type, String field) {
        Set<String> ids = new HashSet<>();
        message.path("content").forEach(block -> {
            if (block.path("type").asText().equals(type)) {
                ids.add(block.path(field).asText());
            }
        });
        return ids;
    }

    @Override
    ObjectNode error(String message) {
        ObjectNode error = JSON.createObjectNode().put("type", "error");
        error.putObject("error").put("type", "invalid_request_error").put("message", message);
        return error;
    }

    @Override
    ObjectNode response(AiMessage message) {
        ObjectNode response = start(message);
        ArrayNode content = response.putArray("content");
        if (message.text() != null) {
            content.addObject().put("type", "text").put("text", message.text());
        }
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", call.id())
                    .put("name", call.name())
                    .set("input", parse(call.arguments()));
        }
        return response.put("stop_reason", stopReason(message)).putNull("stop_sequence");
    }

    private static ObjectNode start(AiMessage message) {
        ObjectNode start = JSON.createObjectNode()
                .put("id", "msg_01")
                .put("type", "message")
                .put("role", "assistant")
                .put("model", MODEL);
        start.putObject("usage")
                .put("input_tokens", 20)
                .put("output_tokens", message.hasToolExecutionRequests() ? 9 : 1);
        return start;
    }

    private static String stopReason(AiMessage message) {
        return message.hasToolExecutionRequests() ? "tool_use" : "end_turn";
    }

    @Override
    List<String> events(AiMessage message) {
        List<String> events = new ArrayList<>();
        ObjectNode started = start(message).putNull("stop_reason").putNull("stop_sequence");
        started.putArray("content");
        events.add(event(event("message_start").set("message", started)));
        events.add(event(event("ping")));
        int index = 0;
        if (message.text() != null) {
            ObjectNode block = JSON.createObjectNode().put("type", "text").put("text", "");
            addBlock(events, index++, block, "text_delta", "text", message.text());
        }
        for (ToolExecutionRequest call : message.toolExecutionRequests()) {
            ObjectNode block = JSON.createObjectNode()
                    .put("type", "tool_use")
                    .put("id", call.id())
                    .put("name", call.name());
            block.putObject("input");
            addBlock(events, index++, block, "input_json_delta", "partial_json", call.arguments());
        }
        ObjectNode end = event("message_delta");
        end.putObject("delta").put("stop_reason", stopReason(message)).putNull("stop_sequence");
        end.putObject("usage").put("output_tokens", 9);
        events.add(event(end));
        events.add(event(event("message_stop")));
        return events;
    }

    private static void addBlock(
            List<String> events, int index, ObjectNode block, String type, String field, String text) {
        events.add(event(event("content_block_start").put("index", index).set("content_block", block)));
        for (String piece : pieces(text)) {
            ObjectNode delta = event("content_block_delta").put("index", index);
            delta.putObject("delta").put("type", type).put(field, piece);
            events.add(event(delta));
        }
        events.add(event(event("content_block_stop").put("index", index)));
    }

    private static ObjectNode event(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static String event(JsonNode data) {
        return "event: " + data.path("type").asText() + "\ndata: " + data + "\n\n";
    }

    @Override
    List<ToolResult> results(JsonNode request) {
        JsonNode messages = request.path("messages");
        List<ToolResult> results = new ArrayList<>();
        JsonNode last = messages.get(messages.size() - 1);
        last.path("content").forEach(block -> {
            if (last.path("role").asText().equals("user")
                    && block.path("type").asText().equals("tool_result")) {
                results.add(new ToolResult(
                        block.path("tool_use_id").asText(),
                        block.path("content").asText(),
                        block.path("is_error").asBoolean(false)));
            }
        });
        return results;
    }
}
