package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.HttpPart;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.Sql;
import dev.agentguard.annotation.TargetEnvironment;
import dev.agentguard.annotation.TargetResource;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.AiServiceTool;
import dev.langchain4j.service.tool.ToolService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Annotations on components of records, wherever a parameter holds them. */
class NestedDeclarationsTest {

    record Place(@TargetEnvironment String environment, String region) {}

    record Target(@TargetResource("app:thing") String id, int count, Place place) {}

    record Thing(@TargetResource("app:thing") String id) {}

    record Query(@Sql int text) {}

    record Call(@HttpPart(HttpPart.Part.URL) String url) {}

    record Node(@TargetResource("app:node") String id, List<Node> children) {}

    static class One {
        @Tool
        @Guarded(Reversibility.IRREVERSIBLE)
        String act(Target target) {
            return "ran";
        }
    }

    static class Many {
        @Tool
        @Guarded(Reversibility.IRREVERSIBLE)
        String act(List<Thing> targets, Map<String, Thing> named, Optional<Thing> maybe) {
            return "ran";
        }
    }

    static class Tree {
        @Tool
        @Guarded(Reversibility.IRREVERSIBLE)
        String act(Node root) {
            return "ran";
        }
    }

    static class WrongType {
        @Tool
        void act(Query query) {}
    }

    static class InCollection {
        @Tool
        void act(List<Call> calls) {}
    }

    private static ToolCall judged(Object tools, String arguments) {
        FakeGate gate = FakeGate.thatAllows();
        AiServiceTool tool = ToolService.findTools(tools).get(0);
        GuardLangChain4j.toolExecutor(gate, "agent", tool.toolSpecification(), tool.toolExecutor())
                .execute(Scripts.request("1", "act", arguments), "m");
        return gate.onlyCall();
    }

    @Test
    void component_of_a_record_is_judged_under_its_path() {
        ToolCall call = judged(
                new One(), "{\"target\": {\"id\": \"t1\", \"count\": 2, \"place\": {\"environment\": \"staging\"}}}");

        assertThat(call.arguments())
                .containsEntry("target.id", "t1")
                .containsEntry("target.place.environment", "staging");
        assertThat(call.declaration().parameters())
                .containsExactly(
                        new Parameter("target.id", Role.RESOURCE, "app:thing"),
                        new Parameter("target.place.environment", Role.ENVIRONMENT, ""));
    }

    @Test
    void record_that_is_given_as_text_is_judged_too() {
        ToolCall call = judged(new One(), "{\"target\": \"{\\\"id\\\": \\\"t1\\\", \\\"count\\\": 2}\"}");

        assertThat(call.arguments()).containsEntry("target.id", "t1");
    }

    @Test
    void every_element_is_a_resource_of_its_own() {
        ToolCall call = judged(
                new Many(),
                "{\"targets\": [{\"id\": \"a\"}, {\"id\": \"b\"}], \"named\": {\"x\": {\"id\": \"c\"}}, \"maybe\": {\"id\": \"d\"}}");

        assertThat(call.declaration().parameters())
                .filteredOn(parameter -> parameter.role() == Role.RESOURCE)
                .extracting(Parameter::name)
                .containsExactly("targets[0].id", "targets[1].id", "named[x].id", "maybe.id");
        assertThat(call.arguments())
                .containsEntry("targets[1].id", "b")
                .containsEntry("named[x].id", "c")
                .containsEntry("maybe.id", "d");
    }

    @Test
    void resource_that_is_not_given_stays_declared_and_means_all() {
        ToolCall call = judged(new One(), "{}");

        assertThat(call.declaration().parameters()).extracting(Parameter::name).contains("target.id");
        assertThat(call.arguments().get("target.id")).isNull();
    }

    @Test
    void record_that_holds_itself_ends() {
        ToolCall call =
                judged(new Tree(), "{\"root\": {\"id\": \"a\", \"children\": [{\"id\": \"b\", \"children\": []}]}}");

        assertThat(call.declaration().parameters())
                .extracting(Parameter::name)
                .containsExactly("root.id", "root.children[0].id");
        assertThat(call.arguments()).containsEntry("root.id", "a").containsEntry("root.children[0].id", "b");
    }

    @Test
    void many_elements_are_bounded_and_then_mean_all() {
        String elements = "{\"id\": \"a\"},".repeat(1_500);
        ToolCall call = judged(new Many(), "{\"targets\": [" + elements.substring(0, elements.length() - 1) + "]}");

        assertThat(call.declaration().parameters()).hasSizeLessThan(2_100);
        assertThat(call.declaration().parameters()).extracting(Parameter::name).contains("targets[].id");
    }

    @Test
    void wrong_declarations_are_found_when_the_service_is_built() {
        assertThatThrownBy(() -> judged(new WrongType(), "{}"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("query.text")
                .hasMessageContaining("WrongType.act");
        assertThatThrownBy(() -> judged(new InCollection(), "{}"))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("calls[].url");
    }
}
