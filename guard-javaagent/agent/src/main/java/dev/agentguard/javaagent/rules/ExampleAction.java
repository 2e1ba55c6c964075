package dev.agentguard.javaagent.rules;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.PlainJson;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.UnreadableArgumentsException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An action as a person writes it in one line.
 *
 * @param text the line, {@code git push --force}
 * @param action the action
 */
public record ExampleAction(String text, Action action) {

    /** The ways to write one. */
    public enum Form {
        /** A line for a shell. */
        SHELL,
        /** A statement. */
        SQL,
        /** Method, URL and, if there is one, the body: {@code DELETE https://api.example.com/volumes/1}. */
        HTTP,
        /** A tool's name and, if there are any, its arguments as one JSON object. */
        TOOL
    }

    /**
     * Reads an action.
     *
     * @param form how it is written
     * @param text the line
     * @return the action
     * @throws IllegalArgumentException if the line is not of that form; the message says what is expected
     */
    public static ExampleAction of(Form form, String text) {
        return new ExampleAction(
                text,
                switch (form) {
                    case SHELL -> new ProcessStart(List.of("sh", "-c", text));
                    case SQL -> new SqlCall(text, SqlDialect.UNKNOWN);
                    case HTTP -> request(text);
                    case TOOL -> tool(text);
                });
    }

    private static HttpCall request(String text) {
        String[] words = text.strip().split(" ", 3);
        if (words.length < 2 || !words[1].contains("://")) {
            throw new IllegalArgumentException(
                    "expected a method, a URL and perhaps a body, such as `DELETE https://api.example.com/volumes/1`");
        }
        boolean json = words.length == 3;
        return new HttpCall(
                words[0],
                words[1],
                json ? Map.of("Content-Type", List.of("application/json")) : Map.of(),
                json ? Body.of(words[2]) : Body.empty());
    }

    private static ToolCall tool(String text) {
        String[] words = text.strip().split(" ", 2);
        return new ToolCall(words[0], "", words.length == 1 ? Map.of() : arguments(words[1]), ToolDeclaration.none());
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    private static Map<String, @Nullable Object> arguments(String json) {
        try {
            if (PlainJson.read(json) instanceof Map<?, ?> object) {
                return (Map<String, @Nullable Object>) object;
            }
        } catch (UnreadableArgumentsException e) {
            throw new IllegalArgumentException("the tool's arguments: " + e.because(), e);
        }
        throw new IllegalArgumentException("expected a tool's name and its arguments as one JSON object");
    }
}
