package dev.agentguard.effect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.model.ModelTool.Place;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the requests of three vendors give a model, and what comes back as an ordinary call of a tool. */
class ModelToolsTest {

    private static final String ANTHROPIC = "https://api.anthropic.com/v1/messages";
    private static final String RESPONSES = "https://api.openai.com/v1/responses";
    private static final String CHAT = "https://api.openai.com/v1/chat/completions?api-version=1";
    private static final String GEMINI =
            "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse";

    static Stream<Arguments> given() {
        return Stream.of(
                argumentSet(
                        "Anthropic's search and code",
                        ANTHROPIC,
                        """
                        {"tools": [{"type": "web_search_20250305", "name": "web_search", "max_uses": 5},
                                   {"type": "code_execution_20250825", "name": "code_execution"}]}
                        """,
                        List.of("web_search_20250305", "code_execution_20250825")),
                argumentSet(
                        "Anthropic's servers of MCP, by their hosts", ANTHROPIC, """
                        {"mcp_servers": [{"type": "url", "url": "https://mcp.example.com/sse?key=s3cret", "name": "x",
                                          "authorization_token": "s3cret"}],
                         "tools": [{"type": "mcp_toolset", "mcp_server_name": "x"}]}
                        """, List.of("mcp:mcp.example.com")),
                argumentSet("Anthropic's batches", ANTHROPIC + "/batches", """
                        {"requests": [{"custom_id": "1", "params": {"tools": [{"type": "web_fetch_20250910"}]}}]}
                        """, List.of("web_fetch_20250910")),
                argumentSet(
                        "Anthropic over Vertex",
                        "https://aiplatform.googleapis.com/v1/projects/p/models/claude:rawPredict",
                        """
                        {"tools": [{"type": "web_search_20250305"}]}
                        """,
                        List.of("web_search_20250305")),
                argumentSet(
                        "OpenAI's Responses",
                        RESPONSES,
                        """
                        {"tools": [{"type": "web_search"}, {"type": "file_search", "vector_store_ids": ["v"]},
                                   {"type": "code_interpreter", "container": {"type": "auto"}},
                                   {"type": "image_generation"},
                                   {"type": "mcp", "server_label": "l", "server_url": "https://h.example/?t=s3cret"},
                                   {"type": "mcp", "server_label": "mail", "connector_id": "connector_gmail"},
                                   {"type": "shell", "environment": {"type": "container_auto"}}]}
                        """,
                        List.of(
                                "web_search",
                                "file_search",
                                "code_interpreter",
                                "image_generation",
                                "mcp:h.example",
                                "mcp:connector_gmail",
                                "shell")),
                argumentSet("in a group of OpenAI's", RESPONSES, """
                        {"tools": [{"type": "namespace", "name": "n",
                                    "tools": [{"type": "function", "name": "f"}, {"type": "web_search"}]}]}
                        """, List.of("web_search")),
                argumentSet("OpenAI's search beside a chat", CHAT, """
                        {"web_search_options": {}, "messages": []}
                        """, List.of("web_search")),
                argumentSet(
                        "Gemini's, in both spellings",
                        GEMINI,
                        """
                        {"tools": [{"googleSearch": {}, "functionDeclarations": [{"name": "f"}]}, {"code_execution": {}},
                                   {"url_context": {}}, {"mcpServers": [{"name": "m",
                                    "streamableHttpTransport": {"url": "https://m.example/mcp"}}]}]}
                        """,
                        List.of("google_search", "code_execution", "url_context", "mcp:m.example")),
                argumentSet(
                        "a type that nobody knows, and a field that stands twice",
                        ANTHROPIC,
                        """
                        {"tools": [{"type": "web_search_20250305"}], "messages": [{"role": "user"}],
                         "tools": [{"type": "teleport_20270101\\n`; rm -rf"}]}
                        """,
                        List.of("web_search_20250305", "teleport_20270101????rm?-rf")),
                argumentSet("by a name alone", CHAT, """
                        {"tools": ["web_search", "$x"]}
                        """, List.of("web_search", "?x")));
    }

    @ParameterizedTest
    @MethodSource("given")
    void tools_that_run_at_the_provider_are_found(String url, String body, List<String> tools) {
        assertThat(ModelTools.givenBy(post(url, body)))
                .allMatch(tool -> tool.runs() == Place.PROVIDER)
                .extracting(ModelTool::name)
                .containsExactlyElementsOf(tools);
    }

    @ParameterizedTest
    @ValueSource(strings = {"computer_use_preview", "computer", "local_shell", "apply_patch", "shell"})
    void tools_that_the_application_carries_out_are_told_apart(String type) {
        assertThat(ModelTools.givenBy(post(RESPONSES, "{\"tools\": [{\"type\": \"" + type + "\"}]}")))
                .containsExactly(new ModelTool(type, Place.APPLICATION));
    }

    static Stream<Arguments> calledHere() {
        return Stream.of(
                argumentSet("functions", RESPONSES, "{\"tools\": [{\"type\": \"function\", \"name\": \"f\"}]}"),
                argumentSet("functions of a chat", CHAT, "{\"tools\": [{\"function\": {\"name\": \"web_search\"}}]}"),
                argumentSet(
                        "Anthropic's", ANTHROPIC, "{\"tools\": [{\"name\": \"web_search\", \"input_schema\": {}}]}"),
                argumentSet("Anthropic's that come back by name", ANTHROPIC, """
                        {"tools": [{"type": "bash_20250124", "name": "bash"}, {"type": "computer_20250124"},
                                   {"type": "memory_20250818"}, {"type": "tool_search_tool_regex_20251119"}]}
                        """),
                argumentSet("Gemini's", GEMINI, "{\"tools\": [{\"function_declarations\": [{\"name\": \"f\"}]}]}"),
                argumentSet("no tools", CHAT, "{\"messages\": [{\"content\": \"\\\"tools\\\": [\"}], \"tools\": null}"),
                argumentSet("in a message", CHAT, "{\"messages\": [{\"tools\": [{\"type\": \"web_search\"}]}]}"),
                argumentSet(
                        "not to a model", "https://example.com/v1/orders", "{\"tools\": [{\"type\": \"hammer\"}]}"));
    }

    @ParameterizedTest
    @MethodSource("calledHere")
    void what_is_called_here_is_not_said(String url, String body) {
        assertThat(ModelTools.givenBy(post(url, body))).isEmpty();
    }

    @Test
    void what_is_not_looked_at_may_hold_any_tool() {
        Map<String, List<String>> version = Map.of("anthropic-version", List.of("2023-06-01"));

        assertThat(ModelTools.givenBy(new HttpCall("POST", GEMINI, Map.of(), Body.notInspected("it is too long"))))
                .containsExactly(new ModelTool("?", Place.UNKNOWN));
        assertThat(ModelTools.givenBy(post(CHAT, "{\"tools\": [{\"type\": \"web_sea")))
                .containsExactly(new ModelTool("?", Place.UNKNOWN));
        assertThat(ModelTools.givenBy(new HttpCall("POST", ANTHROPIC, version, Body.of("\u001f\u008b"))))
                .containsExactly(new ModelTool("?", Place.UNKNOWN));
        assertThat(ModelTools.givenBy(new HttpCall(
                        "POST",
                        "https://chat.example/rooms/1/messages",
                        Map.of(),
                        Body.notInspected("it is too long"))))
                .isEmpty();
    }

    @Test
    void hostile_bodies_end() {
        assertThat(ModelTools.givenBy(post(CHAT, "{\"tools\": " + "[".repeat(100_000))))
                .containsExactly(new ModelTool("?", Place.UNKNOWN));
        StringBuilder many = new StringBuilder("{\"tools\": [{\"type\": \"t\"}");
        for (int i = 0; i < 50_000; i++) {
            many.append(",{\"type\": \"t").append(i).append("\"}");
        }
        assertThat(ModelTools.givenBy(post(CHAT, many + "]}"))).hasSize(100);
        assertThat(ModelTools.host(post("https://[", "{}"))).isEqualTo("?");
        assertThat(ModelTools.host(post("https://user:s3cret@Api.Example:8443/v1", "{}")))
                .isEqualTo("api.example:8443");
    }

    @Test
    void configuration_is_read_as_a_request_is() {
        Map<String, Object> server = Map.of("type", "url", "url", "https://mcp.example.com/");

        assertThat(ModelTools.givenBy(Map.of("mcp_servers", List.of(server), "metadata", List.of(server))))
                .containsExactly(new ModelTool("mcp:mcp.example.com", Place.PROVIDER));
    }

    private static HttpCall post(String url, String body) {
        return new HttpCall("POST", url, Map.of(), Body.of(body));
    }
}
