package dev.agentguard.examples.pocketos.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model sees of the task at hand: the task, and the calls it made for it with their results.
 *
 * @param task what the user asked for
 * @param calls what was called, in order
 */
record Turn(String task, List<Called> calls) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A call (the tool's name and its arguments as JSON) and what came back. */
    record Called(String call, String result) {}

    static Turn of(List<ChatMessage> messages) {
        String task = "";
        List<Called> calls = new ArrayList<>();
        Map<String, String> keys = new LinkedHashMap<>();
        for (ChatMessage message : messages) {
            if (message instanceof UserMessage user) {
                task = user.singleText();
                calls.clear();
            } else if (message instanceof AiMessage ai) {
                ai.toolExecutionRequests().forEach(call -> keys.put(call.id(), key(call.name(), call.arguments())));
            } else if (message instanceof ToolExecutionResultMessage result) {
                calls.add(new Called(keys.getOrDefault(result.id(), result.toolName()), result.text()));
            }
        }
        return new Turn(task, calls);
    }

    /** The result of a call the first time it was made, or null if it was not made. */
    @Nullable
    String resultOf(ToolExecutionRequest call) {
        return resultOf(call, 1);
    }

    /** The result of a call the n-th time it was made, or null if it was not made so often. */
    @Nullable
    String resultOf(ToolExecutionRequest call, int time) {
        return calls.stream()
                .filter(made -> made.call().equals(key(call.name(), call.arguments())))
                .skip(time - 1L)
                .map(Called::result)
                .findFirst()
                .orElse(null);
    }

    /** The value that a file which was read gives to a name, as in {@code NAME=value}, or null. */
    @Nullable
    String value(String name) {
        Pattern line = Pattern.compile("^" + Pattern.quote(name) + "=(\\S+)$", Pattern.MULTILINE);
        for (Called made : calls) {
            Matcher found = line.matcher(made.result());
            if (found.find()) {
                return found.group(1);
            }
        }
        return null;
    }

    static ToolExecutionRequest call(String tool, Map<String, String> arguments) {
        try {
            return ToolExecutionRequest.builder()
                    .id("call_" + UUID.randomUUID())
                    .name(tool)
                    .arguments(JSON.writeValueAsString(arguments))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A GraphQL request as the incident sent it: the content type is what curl sends with {@code -d}. */
    static ToolExecutionRequest graphQl(String endpoint, String credential, String document) {
        Map<String, String> arguments = new LinkedHashMap<>();
        arguments.put("method", "POST");
        arguments.put("url", endpoint);
        arguments.put("headers", credential + "\nContent-Type: application/x-www-form-urlencoded");
        try {
            arguments.put("body", JSON.writeValueAsString(Map.of("query", document)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return call("httpRequest", arguments);
    }

    private static String key(String tool, String arguments) {
        return tool + " " + arguments;
    }
}
