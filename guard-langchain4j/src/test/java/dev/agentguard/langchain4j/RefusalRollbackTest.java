package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.langchain4j.agent.tool.CompensateFor;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolProviderRequest;
import dev.langchain4j.service.tool.ToolProviderResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal that undoes what earlier tools did, where somebody configured that. */
class RefusalRollbackTest {

    private static final String ON = "refusals: {roll-back: on}";

    static class Shop {
        final List<String> log = new ArrayList<>();

        @Tool
        String createOrder(String id) {
            log.add("create " + id);
            return "created " + id;
        }

        @CompensateFor("createOrder")
        void cancelOrder(String id) {
            log.add("cancel " + id);
        }

        @Tool
        @Guarded(Reversibility.IRREVERSIBLE)
        String payOut(String id) {
            log.add("pay " + id);
            return "paid " + id;
        }

        @Tool(returnBehavior = ReturnBehavior.IMMEDIATE)
        @Guarded(Reversibility.IRREVERSIBLE)
        String close(String id) {
            log.add("close " + id);
            return "closed " + id;
        }
    }

    @TempDir
    Path directory;

    private final Shop shop = new Shop();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);

    @ParameterizedTest
    @ValueSource(strings = {"payOut", "close"})
    void refusal_undoes_what_was_done_and_all_who_are_concerned_know(String last) throws Exception {
        try (RealGuard guard = new RealGuard(directory, ON)) {
            chat(guard.service(shop), last);
            assertThat(shop.log).containsExactly("create 1", "cancel 1");
            assertThat(refusal().isError()).isTrue();
            assertThat(refusal().text())
                    .contains("held by Guard")
                    .contains("LangChain4j undoes what was done by `createOrder`");
            assertThat(guard.pending().get(0).lines())
                    .contains("if it does not run, what was done before it is undone by the framework: createOrder");
            assertThat(guard.record()).contains("\"undoneIfRefused\":[\"createOrder\"]");

            guard.approve(guard.pending().get(0));
            shop.log.clear();
            chat(guard.service(shop), last);
            assertThat(shop.log).containsExactly("create 1", (last.equals("close") ? "close" : "pay") + " 1");
        }
    }

    @Test
    void refusal_of_a_tool_that_a_dynamic_provider_gave_undoes_it_too() throws Exception {
        List<String> told = new ArrayList<>();
        for (String setting : List.of(ON, "refusals: {roll-back: off}")) {
            shop.log.clear();
            memory.clear();
            try (RealGuard guard = new RealGuard(directory, setting)) {
                chat(guard.service(shop).toolProvider(dynamic()), "deleteEverything");
                told.add(refusal().isError() + " " + shop.log);
            }
        }
        assertThat(told).containsExactly("true [create 1, cancel 1]", "false [create 1]");
    }

    @Test
    void builder_says_it_too_and_counts_for_more_than_the_file() throws Exception {
        try (Guard guard =
                RealGuard.configured(directory).refusalsRollBack(true).build()) {
            chat(GuardedAiServices.builder(RealGuard.Assistant.class, guard).tools(shop), "payOut");
        }
        assertThat(shop.log).containsExactly("create 1", "cancel 1");
        try (Guard guard =
                RealGuard.configured(directory, ON).refusalsRollBack(false).build()) {
            assertThat(guard.refusalsRollBack()).isFalse();
        }
    }

    @Test
    void without_compensation_there_is_nothing_to_undo() throws Exception {
        try (RealGuard guard = new RealGuard(directory, ON)) {
            chat(guard.service(shop), "payOut", false);
            assertThat(guard.pending().get(0).lines()).noneMatch(line -> line.contains("if it does not run"));
        }
        assertThat(shop.log).containsExactly("create 1");
        assertThat(refusal().text()).doesNotContain("undoes");
    }

    private static ToolProvider dynamic() {
        return new ToolProvider() {
            @Override
            public ToolProviderResult provideTools(ToolProviderRequest request) {
                return ToolProviderResult.builder()
                        .add(
                                ToolSpecification.builder()
                                        .name("deleteEverything")
                                        .description("deletes all volumes of the project")
                                        .build(),
                                (call, memoryId) -> {
                                    throw new AssertionError("ran");
                                })
                        .build();
            }

            @Override
            public boolean isDynamic() {
                return true;
            }
        };
    }

    private void chat(AiServices<RealGuard.Assistant> service, String last) {
        chat(service, last, true);
    }

    private void chat(AiServices<RealGuard.Assistant> service, String last, boolean compensates) {
        service.chatModel(ChatModelMock.thatAlwaysResponds(
                        calls(request("1", "createOrder", "{\"id\": \"1\"}")),
                        calls(request("2", last, "{\"id\": \"1\"}")),
                        DONE))
                .chatMemory(memory)
                .compensateOnToolErrors(compensates)
                .build()
                .chat("go");
    }

    /** What the model reads of the second call. */
    private ToolExecutionResultMessage refusal() {
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .filter(message -> message.id().equals("2"))
                .findFirst()
                .orElseThrow();
    }
}
