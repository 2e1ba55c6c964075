package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tool call was approved for may happen on the wire, once, and nothing that only looks like it. */
class TicketTest {

    private static final String URL = "https://backboard.railway.com/graphql/v2";
    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final CallContext OUTSIDE = new CallContext("application", Origin.WIRE);

    @TempDir
    private Path home;

    private Guard guard;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(home.resolve("guard.yaml"), "version: 1");
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    static Stream<List<HttpCall>> lookAlikes() {
        return Stream.of(
                List.of(patch("a"), patch("b")),
                List.of(post("{\"query\":\"mutation{newer(x:1)}\"}"), post("{\"query\":\"mutation{newer(x:2)}\"}")),
                List.of(post(update("environmentId: 1, ", "READY")), post(update("", "DELETED"))),
                List.of(post("not read"), post("not read either")),
                List.of(post("not read"), request("POST", "https://other.example.com/graphql", "not read")),
                List.of(delete("https://a.example.com/x"), delete("https://b.example.com/x")),
                List.of(delete("https://a.example.com/x?id=1"), delete("https://a.example.com/x?id=2")),
                List.of(refund(1), refund(9999)));
    }

    @ParameterizedTest
    @MethodSource("lookAlikes")
    void a_ticket_opens_for_the_approved_request_and_for_no_other(List<HttpCall> calls) throws Exception {
        approved(tool(calls.get(0)));
        assertThat(guard.check(calls.get(1), IN_TOOL).proceeds()).isFalse();
        assertThat(guard.check(calls.get(0), IN_TOOL).proceeds()).isTrue();
        assertThat(guard.check(calls.get(0), IN_TOOL).proceeds()).isFalse();
    }

    @Test
    void a_ticket_is_not_for_another_session() throws Exception {
        HttpCall call = delete("https://a.example.com/x");
        approved(tool(call));
        assertThat(guard.check(call, new CallContext("other", Origin.WIRE_IN_TOOL))
                        .proceeds())
                .isFalse();
        assertThat(guard.check(call, IN_TOOL).proceeds()).isTrue();
    }

    @Test
    void a_ticket_is_found_where_the_thread_does_not_tell_the_tool() throws Exception {
        HttpCall call = post("{\"query\":\"mutation{volumeDelete(volumeId:1)}\"}");
        approved(tool(call));
        assertThat(guard.check(call, OUTSIDE).proceeds()).isTrue();
        assertThat(guard.check(call, OUTSIDE).proceeds()).isFalse();
    }

    @Test
    void a_declared_operation_covers_its_request_and_not_a_worse_one() throws Exception {
        approved(declared("IRREVERSIBLE", "volumeDelete"));
        HttpCall call = post("{\"query\":\"mutation{volumeDelete(volumeId:\\\"v\\\")}\"}");
        assertThat(guard.check(call, IN_TOOL).proceeds()).isTrue();
        assertThat(guard.check(call, IN_TOOL).proceeds()).isFalse();

        approved(declared("UNKNOWN", "volumeDelete"));
        assertThat(guard.check(call, IN_TOOL).proceeds()).isFalse();
    }

    @Test
    void what_is_declared_and_read_is_one_ticket() throws Exception {
        HttpCall call = post("{\"query\":\"mutation{volumeDelete(volumeId:\\\"v\\\")}\"}");
        ToolCall read = tool(call);
        List<Parameter> parameters = Stream.concat(
                        read.declaration().parameters().stream(),
                        Stream.of(new Parameter("id", Role.RESOURCE, "railway:volume")))
                .toList();
        Map<String, Object> arguments = new java.util.LinkedHashMap<>(read.arguments());
        arguments.put("id", "v");
        approved(new ToolCall(
                "remove",
                "",
                arguments,
                new ToolDeclaration("IRREVERSIBLE", "railway:volumeDelete", false, parameters)));
        assertThat(guard.check(call, IN_TOOL).proceeds()).isTrue();
        assertThat(guard.check(call, IN_TOOL).proceeds()).isFalse();
    }

    @Test
    void of_many_threads_one_uses_the_approval_and_one_the_ticket() throws Exception {
        HttpCall call = delete("https://a.example.com/x");
        approve(guard.check(tool(call), TOOL));
        assertThat(atOnce(() -> guard.check(tool(call), TOOL).proceeds())).isEqualTo(1);
        assertThat(atOnce(() -> guard.check(call, IN_TOOL).proceeds())).isEqualTo(1);
    }

    private static long atOnce(Callable<Boolean> check) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(32);
        try {
            CountDownLatch ready = new CountDownLatch(32);
            List<Future<Boolean>> answers = Stream.generate(() -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return check.call();
                    }))
                    .limit(32)
                    .toList();
            long passed = 0;
            for (Future<Boolean> answer : answers) {
                passed += answer.get() ? 1 : 0;
            }
            return passed;
        } finally {
            threads.shutdownNow();
        }
    }

    private void approved(ToolCall call) throws Exception {
        approve(guard.check(call, TOOL));
        assertThat(guard.check(call, TOOL).proceeds()).isTrue();
    }

    private void approve(Verdict held) throws Exception {
        assertThat(held.proceeds()).isFalse();
        Approvals approvals = new Approvals(home.resolve(".guard"), Clock.systemUTC(), Duration.ofMinutes(15));
        ApprovalRequest request = approvals.find(String.valueOf(held.approvalId()));
        assertThat(request).as(held.message()).isNotNull();
        assertThat(approvals.approve(request, request.confirm(), "a human").accepted())
                .isTrue();
    }

    private static ToolCall declared(String reversibility, String operation) {
        return new ToolCall(
                "remove",
                "",
                Map.of("id", "v"),
                new ToolDeclaration(
                        reversibility,
                        "railway:" + operation,
                        false,
                        List.of(new Parameter("id", Role.RESOURCE, "railway:volume"))));
    }

    private static ToolCall tool(HttpCall call) {
        return new ToolCall(
                "httpRequest",
                "",
                Map.of(
                        "method",
                        call.method(),
                        "url",
                        call.url(),
                        "body",
                        call.body().text()),
                new ToolDeclaration(
                        null,
                        "",
                        false,
                        List.of(
                                new Parameter("method", Role.HTTP_METHOD, ""),
                                new Parameter("url", Role.HTTP_URL, ""),
                                new Parameter("body", Role.HTTP_BODY, ""))));
    }

    private static HttpCall patch(String volume) {
        return post("{\"query\":\"mutation($p: JSON){environmentPatchCommit(environmentId: 1, patch: $p)}\","
                + "\"variables\":{\"p\":{\"volumes\":{\"" + volume + "\":{\"isDeleted\":true}}}}}");
    }

    private static String update(String environment, String state) {
        return "{\"query\":\"mutation{volumeInstanceUpdate(volumeId: 1, " + environment + "input: {state: " + state
                + "})}\"}";
    }

    private static HttpCall refund(int amount) {
        return request("POST", "https://pay.example.com/refunds", "{\"amount\":" + amount + "}");
    }

    private static HttpCall delete(String url) {
        return request("DELETE", url, "");
    }

    private static HttpCall post(String body) {
        return request("POST", URL, body);
    }

    private static HttpCall request(String method, String url, String body) {
        return new HttpCall(method, url, Map.of(), Body.of(body));
    }
}
