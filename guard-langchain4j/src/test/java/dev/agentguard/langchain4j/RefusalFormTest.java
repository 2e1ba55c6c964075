package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.langchain4j.agent.tool.CompensateFor;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a refusal does to the features of LangChain4j that look at errors. */
class RefusalFormTest {

    interface Assistant {
        Result<String> chat(String message);
    }

    static class Orders {
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
        String payOut(String id) {
            log.add("pay " + id);
            return "paid " + id;
        }

        @Tool(returnBehavior = ReturnBehavior.IMMEDIATE)
        String report(String id) {
            log.add("report " + id);
            return "report of " + id;
        }

        @Tool
        String fail() {
            throw new IllegalStateException("out of stock");
        }
    }

    private final Orders orders = new Orders();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);

    @Test
    void allowed_immediate_tool_returns_at_once() {
        Result<String> result = service(FakeGate.thatAllows(), "report").build().chat("go");

        assertThat(result.toolExecutions()).hasSize(1);
        assertThat(orders.log).containsExactly("report 1");
        assertThat(memory.messages()).hasSize(3);
    }

    @Test
    void refused_immediate_tool_goes_back_to_the_model() {
        Result<String> result =
                service(FakeGate.thatRefuses("report"), "report").build().chat("go");

        assertThat(orders.log).isEmpty();
        assertThat(result.content()).isEqualTo("done");
        assertThat(lastToolResult().text()).isEqualTo(FakeGate.refusalOf("report"));
    }

    @Test
    void refusal_does_not_roll_back_what_earlier_tools_did() {
        service(FakeGate.thatRefuses("payOut"), "createOrder", "payOut")
                .compensateOnToolErrors(true)
                .build()
                .chat("go");

        assertThat(orders.log).containsExactly("create 1");
        assertThat(lastToolResult().isError()).isFalse();
        assertThat(lastToolResult().text()).isEqualTo(FakeGate.refusalOf("payOut"));
    }

    @Test
    void failure_of_an_allowed_tool_still_rolls_back() {
        service(FakeGate.thatAllows(), "createOrder", "fail")
                .compensateOnToolErrors(true)
                .build()
                .chat("go");

        assertThat(orders.log).containsExactly("create 1", "cancel 1");
    }

    @Test
    void refused_immediate_tool_goes_back_to_the_model_even_where_errors_roll_back() {
        Result<String> result = service(FakeGate.thatRefuses("report"), "createOrder", "report")
                .compensateOnToolErrors(true)
                .build()
                .chat("go");

        assertThat(result.content()).isEqualTo("done");
        assertThat(orders.log).containsExactly("create 1", "cancel 1");
    }

    @Test
    void who_decides_about_an_immediate_tool_and_who_reads_of_it_learn_what_its_refusal_undoes() {
        FakeGate gate = FakeGate.thatRefuses("report");
        service(gate, "createOrder", "payOut", "createOrder", "report", "report")
                .compensateOnToolErrors(true)
                .build()
                .chat("go");

        List<List<String>> told = gate.checked.stream()
                .map(checked -> checked.call().undoneIfRefused())
                .toList();
        assertThat(told)
                .as("only a refusal that is an error undoes anything, and what is undone is not undone again")
                .containsExactly(List.of(), List.of(), List.of(), List.of("createOrder", "createOrder"), List.of());
        assertThat(toolResults().get(3).text())
                .contains(FakeGate.refusalOf("report"))
                .contains("LangChain4j undoes what was done by `createOrder`, `createOrder`");
        assertThat(toolResults().get(4).text()).isEqualTo(FakeGate.refusalOf("report"));
        assertThat(orders.log).containsExactly("create 1", "pay 1", "create 1", "cancel 1", "cancel 1");
    }

    @Test
    void nobody_is_told_of_what_is_not_undone() {
        FakeGate gate = FakeGate.thatRefuses("report");
        service(gate, "createOrder", "report").build().chat("go");

        assertThat(gate.checked)
                .allMatch(checked -> checked.call().undoneIfRefused().isEmpty());
        assertThat(lastToolResult().text()).isEqualTo(FakeGate.refusalOf("report"));
        assertThat(orders.log).containsExactly("create 1");
    }

    @Test
    void human_who_is_asked_reads_what_a_refusal_undoes(@TempDir Path directory) throws Exception {
        class Shop extends Orders {
            @Tool(returnBehavior = ReturnBehavior.IMMEDIATE)
            @Guarded(Reversibility.IRREVERSIBLE)
            String close(String id) {
                log.add("close " + id);
                return "closed " + id;
            }
        }
        Shop shop = new Shop();
        try (RealGuard guard = new RealGuard(directory)) {
            chat(guard, shop);
            assertThat(shop.log).containsExactly("create 1", "cancel 1");
            assertThat(guard.pending().get(0).lines())
                    .contains("if it does not run, what was done before it is undone by the framework: createOrder");
            assertThat(guard.record()).contains("\"undoneIfRefused\":[\"createOrder\"]");

            guard.approve(guard.pending().get(0));
            shop.log.clear();
            chat(guard, shop);
            assertThat(shop.log).containsExactly("create 1", "close 1");
        }
    }

    private void chat(RealGuard guard, Orders tools) {
        guard.service(tools)
                .chatModel(ChatModelMock.thatAlwaysResponds(
                        calls(request("1", "createOrder", "{\"id\": \"1\"}")),
                        calls(request("2", "close", "{\"id\": \"1\"}")),
                        DONE))
                .compensateOnToolErrors(true)
                .build()
                .chat("go");
    }

    @Test
    void error_handler_of_the_application_sees_the_tools_failure_and_never_a_refusal() {
        List<Throwable> handled = new ArrayList<>();
        AiServices<Assistant> service = service(FakeGate.thatRefuses("payOut"), "payOut", "fail")
                .toolExecutionErrorHandler((error, context) -> {
                    handled.add(error);
                    return ToolErrorHandlerResult.text("handled");
                });

        service.build().chat("go");

        assertThat(handled).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        assertThat(lastToolResult().text()).isEqualTo("handled");
    }

    @Test
    void error_handler_that_rethrows_still_ends_the_invocation() {
        Assistant assistant = service(FakeGate.thatAllows(), "fail")
                .toolExecutionErrorHandler((error, context) -> {
                    throw new UnsupportedOperationException(error);
                })
                .build();

        assertThatThrownBy(() -> assistant.chat("go")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void arguments_error_handler_still_sees_arguments_that_do_not_fit() {
        List<Throwable> handled = new ArrayList<>();
        AiServices<Assistant> service = AiServices.<Assistant>builder(
                        GuardedAiServiceContext.create(Assistant.class, FakeGate.thatAllows()))
                .chatModel(ChatModelMock.thatAlwaysResponds(calls(request("1", "take", "{\"count\": \"many\"}")), DONE))
                .chatMemory(memory)
                .tools(new Object() {
                    @Tool
                    void take(int count) {}
                })
                .toolArgumentsErrorHandler((error, context) -> {
                    handled.add(error);
                    return ToolErrorHandlerResult.text("handled");
                });

        service.build().chat("go");

        assertThat(handled).hasSize(1);
    }

    private AiServices<Assistant> service(FakeGate gate, String... tools) {
        List<AiMessage> script = new ArrayList<>();
        for (int i = 0; i < tools.length; i++) {
            script.add(calls(request("" + i, tools[i], tools[i].equals("fail") ? "{}" : "{\"id\": \"1\"}")));
        }
        script.add(DONE);
        return AiServices.<Assistant>builder(GuardedAiServiceContext.create(Assistant.class, gate))
                .chatModel(ChatModelMock.thatAlwaysResponds(script.toArray(new AiMessage[0])))
                .chatMemory(memory)
                .tools(orders);
    }

    private List<ToolExecutionResultMessage> toolResults() {
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .toList();
    }

    private ToolExecutionResultMessage lastToolResult() {
        return toolResults().stream().reduce((first, second) -> second).orElseThrow();
    }
}
