package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Outcome;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.langchain4j.service.IllegalConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BridgeGateTest {

    /** Has the members of the agent's bridge that this library uses. */
    public static final class Bridge {
        public static final int VERSION = Integer.parseInt("1");
        static final List<Map<String, Object>> ASKED = new CopyOnWriteArrayList<>();
        static volatile Map<String, Object> answer;

        public static Map<String, Object> call(String verb, Map<String, Object> message) {
            Map<String, Object> asked = new HashMap<>(message);
            asked.put("verb", verb);
            ASKED.add(asked);
            if (answer == null) {
                throw new IllegalStateException("guard has not started");
            }
            return answer;
        }
    }

    /** A bridge of a later release. */
    public static final class LaterBridge {
        public static final int VERSION = Integer.parseInt("2");

        public static Map<String, Object> call(String verb, Map<String, Object> message) {
            return message;
        }
    }

    private static final ToolCall CALL = new ToolCall(
            "deleteVolume",
            "deletes",
            Map.of("volumeId", "v"),
            new ToolDeclaration(
                    "IRREVERSIBLE",
                    "railway:volumeDelete",
                    true,
                    List.of(new Parameter("volumeId", Role.RESOURCE, "railway:volume"))));

    private final BridgeGate gate = BridgeGate.of(Bridge.class);

    @BeforeEach
    void reset() {
        Bridge.ASKED.clear();
        Bridge.answer = null;
    }

    @Test
    void call_is_handed_over_in_jdk_types() {
        Bridge.answer = Map.of("id", "a1", "proceeds", true, "message", "");

        ToolGate.Passage passage = gate.check("s", "Service", CALL);

        assertThat(passage.proceeds()).isTrue();
        assertThat(Bridge.ASKED)
                .containsExactly(Map.of(
                        "verb", "tool.check",
                        "session", "s",
                        "service", "Service",
                        "tool", "deleteVolume",
                        "description", "deletes",
                        "arguments", Map.of("volumeId", "v"),
                        "declaration",
                                Map.of(
                                        "reversibility",
                                        "IRREVERSIBLE",
                                        "operation",
                                        "railway:volumeDelete",
                                        "destroysRecovery",
                                        true,
                                        "parameters",
                                        List.of(Map.of(
                                                "name", "volumeId",
                                                "role", "RESOURCE",
                                                "resourceType", "railway:volume")))));
    }

    @Test
    void outcome_is_handed_over_with_the_id_of_the_answer() {
        Bridge.answer = Map.of("id", "a1", "proceeds", true, "message", "");

        gate.check("s", "Service", CALL).done(Outcome.FAILED, "gone");

        assertThat(Bridge.ASKED.get(1))
                .isEqualTo(Map.of(
                        "verb", "tool.done",
                        "id", "a1",
                        "session", "s",
                        "tool", "deleteVolume",
                        "outcome", "FAILED",
                        "text", "gone"));
    }

    @Test
    void refusal_and_its_text_come_back() {
        Bridge.answer = Map.of("id", "a1", "proceeds", false, "message", "refused: r");

        ToolGate.Passage passage = gate.check("s", "Service", CALL);

        assertThat(passage.proceeds()).isFalse();
        assertThat(passage.message()).isEqualTo("refused: r");
    }

    @Test
    void answer_that_says_nothing_does_not_proceed() {
        Bridge.answer = Map.of();

        assertThat(gate.check("s", "Service", CALL).proceeds()).isFalse();
    }

    @Test
    void engine_that_has_not_started_refuses_through_the_wrapper() {
        GuardedToolExecutor executor = new GuardedToolExecutor(
                (request, memoryId) -> "ran",
                new ToolAsker(
                        new GuardedTool(
                                "Service", "work", "", null, ArgumentReading.UNKNOWN, true, Rollback.NONE, () -> null),
                        gate,
                        new GuardFailures()));

        assertThat(executor.executeWithContext(Scripts.request("1", "work", "{}"), null)
                        .isError())
                .isTrue();
    }

    @Test
    void other_version_and_other_shape_are_errors_that_say_what_to_do() {
        assertThatThrownBy(() -> BridgeGate.of(LaterBridge.class))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("version `2`")
                .hasMessageContaining("version `1`")
                .hasMessageContaining("same release");
        assertThatThrownBy(() -> BridgeGate.of(String.class))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("same release");
    }

    @Test
    void without_an_agent_there_is_no_bridge() {
        assertThat(BridgeGate.attached()).isNull();
    }
}
