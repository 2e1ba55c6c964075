package dev.agentguard.effect.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.HttpCall;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tools that a request lets a model use elsewhere: at its provider, or by an application that carries them out
 * without a tool call. Known by the forms of the requests, wherever they are sent, for gateways take them too. Stateless;
 * never throws on hostile input.
 *
 * <p>Sources of the names, read on 2026-11-22: Anthropic's <a
 * href="https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview">tools</a> and <a
 * href="https://docs.anthropic.com/en/docs/agents-and-tools/mcp-connector">MCP connector</a> with the types of
 * anthropic-sdk-python ({@code types/beta/beta_tool_union_param.py}); OpenAI's <a
 * href="https://platform.openai.com/docs/api-reference/responses/create">Responses</a> and <a
 * href="https://platform.openai.com/docs/api-reference/chat/create">Chat Completions</a> with the types of openai-python
 * ({@code types/responses/tool_param.py}); Gemini's <a href="https://ai.google.dev/gemini-api/docs/tools">tools</a> and
 * its <a href="https://ai.google.dev/api/caching#Tool">reference</a>.
 */
public final class ModelTools {

    /** A body of more bytes is not looked at. */
    private static final int LARGEST = 8 << 20;

    /** Paths that are taken by nothing but models. */
    private static final List<String> MODELS_ONLY = List.of(
            "/chat/completions",
            ":generatecontent",
            ":streamgeneratecontent",
            ":rawpredict",
            ":streamrawpredict",
            "/invoke-with-response-stream");

    /** Paths that other services have as well. */
    private static final List<String> OTHERS_TOO = List.of("/messages", "/messages/batches", "/responses", "/invoke");

    private static final Set<String> TELLING = Set.of("tools", "mcp_servers", "web_search_options", "requests");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ModelTools() {}

    /**
     * Returns what a request gives a model.
     *
     * @param call the request
     * @return the tools, each once; one of an {@linkplain ModelTool.Place#UNKNOWN unknown place} if the request surely asks
     *     a model and its body was not looked at. Empty if it asks none, or gives it nothing but tools that are called here
     */
    public static List<ModelTool> givenBy(HttpCall call) {
        if (!call.method().equalsIgnoreCase("POST")) {
            return List.of();
        }
        String path = path(call.url());
        boolean modelsOnly =
                ends(path, MODELS_ONLY) || !call.header("anthropic-version").isEmpty();
        if (!modelsOnly && !ends(path, OTHERS_TOO)) {
            return List.of();
        }
        List<ModelTool> unknown = modelsOnly ? List.of(ToolEntries.notLookedAt()) : List.of();
        if (call.body().notInspected() != null || call.body().size() > LARGEST) {
            return unknown;
        }
        List<ModelTool> read = read(call.body().bytes());
        return read == null ? unknown : read;
    }

    /**
     * Returns what a configuration gives a model.
     *
     * @param fields fields of a request's body as the provider names them, such as {@code tools}, with maps, lists and
     *     plain values
     * @return the tools, each once
     */
    public static List<ModelTool> givenBy(Map<String, ? extends @Nullable Object> fields) {
        ToolEntries entries = new ToolEntries();
        fields.forEach(entries::field);
        return entries.found();
    }

    /**
     * Returns who is asked, for messages.
     *
     * @param call the request
     * @return the host and port, {@code ?} if the URL has none
     */
    public static String host(HttpCall call) {
        return ModelHost.of(call.url());
    }

    /** Reads only the fields that tell of tools; all of those that stand twice count. */
    private static @Nullable List<ModelTool> read(byte[] body) {
        ToolEntries entries = new ToolEntries();
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                if (TELLING.contains(field)) {
                    entries.field(field, parser.readValueAs(Object.class));
                } else {
                    parser.skipChildren();
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT ? entries.found() : null;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return null; // not JSON, or not as it should be: what it says is not known
        }
    }

    private static boolean ends(String path, List<String> ends) {
        return ends.stream().anyMatch(path::endsWith);
    }

    private static String path(String url) {
        int end = url.length();
        for (char c : new char[] {'?', '#'}) {
            int at = url.indexOf(c);
            end = at < 0 ? end : Math.min(end, at);
        }
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(Math.max(0, end - 100), end).toLowerCase(Locale.ROOT);
    }
}
