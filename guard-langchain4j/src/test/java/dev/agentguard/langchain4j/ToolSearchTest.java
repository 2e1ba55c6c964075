package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.search.ToolSearchRequest;
import dev.langchain4j.service.tool.search.ToolSearchResult;
import dev.langchain4j.service.tool.search.ToolSearchStrategy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search tool answers by an attribute of its result, and only through {@code executeWithContext}. */
class ToolSearchTest {

    interface Assistant {
        String chat(String message);
    }

    private static final class FindsAll implements ToolSearchStrategy {

        @Override
        public List<ToolSpecification> getToolSearchTools(InvocationContext context) {
            return List.of(ToolSpecification.builder().name("find_tools").build());
        }

        @Override
        public ToolSearchResult search(ToolSearchRequest request) {
            return new ToolSearchResult(
                    request.searchableTools().stream()
                            .map(ToolSpecification::name)
                            .toList(),
                    "found");
        }
    }

    private final Volumes volumes = new Volumes();
    private final ChatModelMock model = ChatModelMock.thatAlwaysResponds(
            calls(request("1", "find_tools", "{}")), calls(request("2", "deleteVolume", "{\"volumeId\":\"v\"}")), DONE);

    @Test
    void allowed_search_makes_the_found_tool_visible() {
        run(FakeGate.thatAllows());

        assertThat(model.requests().get(0).toolSpecifications())
                .extracting(ToolSpecification::name)
                .containsExactly("find_tools");
        assertThat(model.requests().get(1).toolSpecifications())
                .extracting(ToolSpecification::name)
                .containsExactly("find_tools", "deleteVolume");
        assertThat(volumes.deleted).containsExactly("v");
    }

    @Test
    void refused_search_finds_nothing_and_a_tool_called_unseen_is_judged_too() {
        FakeGate gate = FakeGate.thatRefuses("find_tools", "deleteVolume");

        run(gate);

        assertThat(model.requests().get(1).toolSpecifications()).hasSize(1);
        assertThat(gate.checked).hasSize(2);
        assertThat(volumes.deleted).isEmpty();
    }

    private void run(FakeGate gate) {
        AiServices.<Assistant>builder(GuardedAiServiceContext.create(Assistant.class, gate))
                .chatModel(model)
                .tools(volumes)
                .toolSearchStrategy(new FindsAll())
                .build()
                .chat("go");
    }
}
