package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
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

/** Requests of a tool that hide what they do, each beside a twin that hides nothing. */
class HttpTricksTest {

    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final String RAILWAY = "https://backboard.railway.com/graphql/v2";
    private static final String API = "https://api.example.com/v1/volumes/1";
    private static Guard guard;

    @BeforeAll
    static void start() {
        guard = Guard.builder().config(GuardConfig.none()).build();
    }

    @AfterAll
    static void stop() {
        guard.close();
    }

    static Stream<HttpCall> tricks() {
        return Stream.of(
                call("POST", API, "", "X-HTTP-Method-Override", "GET, DELETE"),
                call(
                        "POST",
                        API,
                        "--b\r\n\r\nDELETE /v1/volumes/1 HTTP/1.1\r\n--b--",
                        "Content-Type",
                        "multipart/mixed"),
                call("POST", "https://mcp.example.com/mcp", mcp("remove_volume")),
                call(
                        "POST",
                        "https://mcp.example.com/mcp",
                        "[" + mcp("list_volumes") + "," + mcp("volumeDelete") + "]"),
                call("POST", "https://proxy.example.com/x", "mutation { volumeDelete(volumeId: 1) }"),
                call("GET", RAILWAY + "?documentId=abc", ""),
                call("POST", RAILWAY, "{\"query\":\"{me{id}}\",\"doc_id\":\"abc\"}"),
                call("GET", "https://api.example.com/v1/volumes/1?action=delete", ""));
    }

    @ParameterizedTest
    @MethodSource("tricks")
    void a_trick_is_held(HttpCall call) {
        Explanation explanation = guard.explain(call, IN_TOOL);
        assertThat(explanation.decision())
                .as(String.join("\n", explanation.lines()))
                .isNotInstanceOf(Decision.Allow.class);
    }

    static Stream<HttpCall> twins() {
        return Stream.of(
                call("POST", API, "", "X-HTTP-Method-Override", "GET, PATCH"),
                call("POST", API, "--b\r\n\r\nDELETE\r\n--b--", "Content-Type", "multipart/form-data; boundary=b"),
                call("POST", "https://mcp.example.com/mcp", mcp("search_docs")),
                call("POST", "https://proxy.example.com/x", "a mutation { volumeDelete } is a text"),
                call("POST", RAILWAY, "{\"query\":\"{me{id}}\",\"documentId\":null}"),
                call("GET", "https://api.example.com/v1/orders?status=deleted", ""),
                call("GET", "https://api.example.com/v1/orders?state=REMOVED&type=purged", ""),
                call("GET", "https://api.example.com/v1/orders?deleted=true&isDeleted=1", ""),
                call("GET", "https://api.example.com/v1/orders?filter=delete", ""));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void its_twin_passes(HttpCall call) {
        Explanation explanation = guard.explain(call, IN_TOOL);
        assertThat(explanation.decision())
                .as(String.join("\n", explanation.lines()))
                .isInstanceOf(Decision.Allow.class);
    }

    private static String mcp(String tool) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"" + tool
                + "\",\"arguments\":{\"q\":\"x\"}}}";
    }

    private static HttpCall call(String method, String url, String body, String... header) {
        Map<String, List<String>> headers = header.length == 0 ? Map.of() : Map.of(header[0], List.of(header[1]));
        return new HttpCall(method, url, headers, Body.of(body));
    }
}
