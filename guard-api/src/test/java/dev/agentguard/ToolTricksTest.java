package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tool calls whose arguments do more than the tool says, each beside a twin whose arguments only look so. */
class ToolTricksTest {

    private static final String DELETION = "mutation { volumeDelete(volumeId: 1) }";
    private static final String RAILWAY = "https://backboard.railway.com/graphql/v2";
    private static final String API = "https://api.example.com/volumes/1";
    private static Guard guard;

    @BeforeAll
    static void start() {
        guard = Guard.builder().config(GuardConfig.none()).build();
    }

    @AfterAll
    static void stop() {
        guard.close();
    }

    static Stream<ToolCall> tricks() {
        return Stream.of(
                get(RAILWAY, "params", Map.of("query", DELETION)),
                get(API, "command", "delete all of it"),
                get(API, "headers", List.of(Map.of("key", "X-HTTP-Method-Override", "value", "DELETE"))),
                get(API, "headers", List.of(Map.of("Name", "X-HTTP-Method-Override", "Value", "DELETE"))),
                get(API, "headers", List.of(Map.of("name", "X-HTTP-Method-Override", "value", "DELETE", "on", true))),
                get(API, "headers", Map.of("Accept", "a\r\nX-HTTP-Method-Override: DELETE")),
                named("fetch", Map.of("url", RAILWAY, "body", "{\"a\":1}")),
                named("getData", Map.of("request", "{\"query\":\"" + DELETION + "\"}")),
                named("update_webhook", Map.of("url", RAILWAY, "text", DELETION)),
                named("update_volume", Map.of("input", Map.of("state", "DELETED"))),
                named("set_volume", Map.of("isDeleted", true)),
                named("set_volume", Map.of("operation", "volume.delete")));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void a_trick_is_held(ToolCall call) {
        assertThat(decision(call)).isNotInstanceOf(Decision.Allow.class);
    }

    static Stream<ToolCall> twins() {
        return Stream.of(
                get(RAILWAY, "params", Map.of("page", 2, "query", "volumes that were deleted")),
                get(API, "headers", List.of(Map.of("key", "Accept", "value", "text/html"))),
                named("fetch", Map.of("url", API)),
                named("fetch", Map.of("url", API, "body", "")),
                named("getData", Map.of("request", "{\"query\":\"{ me { id } }\"}")),
                named("writeFile", Map.of("path", "a.graphql", "content", DELETION)),
                named("create_issue", Map.of("title", "Drop table", "body", "drop table x")),
                named("summarize", Map.of("text", "delete from x where y = 1")),
                named("update_todo", Map.of("state", "done", "deleted", false)),
                named("list_orders", Map.of("status", "deleted")));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void its_twin_passes(ToolCall call) {
        assertThat(decision(call)).isInstanceOf(Decision.Allow.class);
    }

    private static Decision decision(ToolCall call) {
        return guard.explain(call, new CallContext("s", Origin.TOOL)).decision();
    }

    private static ToolCall named(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, "", Map.copyOf(arguments), ToolDeclaration.none());
    }

    private static ToolCall get(String url, String argument, Object value) {
        return new ToolCall(
                "httpRequest",
                "",
                Map.of("method", "GET", "url", url, argument, value),
                new ToolDeclaration(
                        null,
                        "",
                        false,
                        List.of(
                                new Parameter("method", Role.HTTP_METHOD, ""),
                                new Parameter("url", Role.HTTP_URL, ""),
                                new Parameter("headers", Role.HTTP_HEADERS, ""))));
    }
}
