package dev.agentguard.javaagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.CallContext;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.decision.Origin;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A call that was let through further up is recognised where it arrives, once, and nothing else is. */
class ToolCallsTest {

    private final ToolCalls calls = new ToolCalls();

    private static ToolCall call(String tool, Map<String, Object> arguments, ToolDeclaration declaration) {
        return new ToolCall(tool, "", arguments, declaration);
    }

    private static ToolDeclaration declared(String reversibility, Parameter... parameters) {
        return new ToolDeclaration(reversibility, "", false, List.of(parameters));
    }

    @Test
    void sameCall_arrivesOnce() {
        ToolCall call = call("delete", Map.of("id", "v1"), ToolDeclaration.none());
        calls.begin("s", call);

        assertThat(calls.enter(call)).isTrue();
        assertThat(calls.enter(call)).isFalse();
    }

    @Test
    void callThatEnded_andNone_doNotArrive() {
        ToolCall call = call("delete", Map.of("id", "v1"), ToolDeclaration.none());
        assertThat(calls.enter(call)).isFalse();

        calls.begin("s", call).end();

        assertThat(calls.enter(call)).isFalse();
    }

    @Test
    void otherToolOrArgumentsOrDeclaration_isAnotherCall() {
        calls.begin("s", call("tidy", Map.of("id", "v1"), ToolDeclaration.none()));

        assertThat(calls.enter(call("delete", Map.of("id", "v1"), ToolDeclaration.none())))
                .isFalse();
        assertThat(calls.enter(call("tidy", Map.of("id", "v2"), ToolDeclaration.none())))
                .isFalse();
        assertThat(calls.enter(call("tidy", Map.of("id", "v1"), declared("IRREVERSIBLE"))))
                .isFalse();
        assertThat(calls.enter(call(
                        "tidy",
                        Map.of("id", "v1"),
                        new ToolDeclaration(null, "", false, List.of(new Parameter("id", Role.RESOURCE, "a:b"))))))
                .isFalse();
        assertThat(calls.enter(call("tidy", Map.of("id", "v1"), ToolDeclaration.none())))
                .isTrue();
    }

    @Test
    void whatWasJudgedMayHoldPartsOfArguments_butNoArgumentMore() {
        Parameter part = new Parameter("place.id", Role.RESOURCE, "a:b");
        ToolCall arriving = call("tidy", Map.of("place", Map.of("id", "v1")), declared("IRREVERSIBLE"));
        calls.begin("s", call("tidy", Map.of("place", Map.of("id", "v1"), "dryRun", true), declared("IRREVERSIBLE")));
        assertThat(calls.enter(arriving)).isFalse();

        calls.begin(
                "s",
                call("tidy", Map.of("place", Map.of("id", "v1"), "place.id", "v1"), declared("IRREVERSIBLE", part)));
        assertThat(calls.enter(arriving)).isTrue();
    }

    @Test
    void threadThatWorksForEverybody_actsForTheCallsThatRun() throws Exception {
        assertThat(elsewhere().origin()).isEqualTo(Origin.WIRE);
        ToolCalls.Running first = calls.begin("s", call("delete", Map.of(), ToolDeclaration.none()));
        assertThat(elsewhere()).isEqualTo(new CallContext("s", Origin.WIRE_IN_TOOL));

        ToolCalls.Running second = calls.begin("t", call("delete", Map.of(), ToolDeclaration.none()));
        assertThat(elsewhere().origin()).isEqualTo(Origin.WIRE_IN_TOOL);
        assertThat(elsewhere().session()).isNotIn("s", "t");
        first.end();
        assertThat(elsewhere().session()).isEqualTo("t");

        second.end();
        assertThat(elsewhere().origin()).isEqualTo(Origin.WIRE);
    }

    private CallContext elsewhere() throws Exception {
        return CompletableFuture.supplyAsync(calls::somewhere).get();
    }
}
