package dev.agentguard.examples.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Guard;
import dev.agentguard.Judgement;
import dev.agentguard.JudgementListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** What Spring AI runs is judged first; only the model is scripted. */
class AssistantTest {

    @TempDir
    Path store;

    private final List<Judgement> judgements = new ArrayList<>();
    private ConfigurableApplicationContext application;
    private ChatClient assistant;

    @BeforeEach
    void start() {
        application = new SpringApplicationBuilder(AssistantApplication.class)
                .initializers(context -> {
                    GenericApplicationContext beans = (GenericApplicationContext) context;
                    beans.registerBean("listener", JudgementListener.class, () -> judgements::add);
                    beans.registerBean(
                            "byHand",
                            ChatClient.class,
                            () -> ChatClient.builder(beans.getBean(ScriptedModel.class))
                                    .defaultTools(beans.getBean(OrderTools.class))
                                    .build());
                })
                .run("--guard.store=" + store);
        assistant = application.getBean("assistant", ChatClient.class);
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void nothing_of_langchain4j_is_there() {
        assertThatThrownBy(() -> Class.forName("dev.langchain4j.service.AiServices"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void an_allowed_call_runs_and_the_model_reads_its_result() {
        assertThat(ask("showOrder {\"orderId\":\"o-1\"}")).isEqualTo("read: \"two cups\"");
    }

    @Test
    void a_destructive_call_is_held_by_the_annotations_of_its_method_and_the_model_reads_why() {
        assertThat(ask("deleteOrder {\"orderId\":\"o-1\"}"))
                .contains("held by Guard for a human")
                .contains("`tool:deleteOrder` on shop:order `o-1` is IRREVERSIBLE")
                .contains("declared on the tool");
        assertThat(ask("showOrder {\"orderId\":\"o-1\"}")).isEqualTo("read: \"two cups\"");
        assertThat(application.getBean(Guard.class).status().pendingApprovals()).isEqualTo(1);
    }

    @Test
    void a_refused_tool_that_returns_directly_goes_back_to_the_model() {
        assertThat(ask("deleteOrderAtOnce {\"orderId\":\"o-1\"}"))
                .startsWith("read: ")
                .contains("held by Guard");
    }

    @Test
    void a_client_that_was_built_by_hand_is_judged_if_it_is_a_bean() {
        ChatClient byHand = application.getBean("byHand", ChatClient.class);
        assertThat(byHand.prompt("deleteOrder {\"orderId\":\"o-1\"}").call().content())
                .contains("held by Guard");
        assertThat(byHand.prompt("showOrder {\"orderId\":\"o-1\"}").call().content())
                .contains("two cups");
    }

    @Test
    void a_stream_is_judged_too() {
        String call = "deleteOrder {\"orderId\":\"o-1\"}";
        List<String> parts =
                assistant.prompt(call).stream().content().collectList().block();
        assertThat(String.join("", parts)).contains("held by Guard");
        assertThat(ask("showOrder {\"orderId\":\"o-1\"}")).contains("two cups");
    }

    @Test
    void the_session_is_the_conversation_where_it_is_known_else_the_question() {
        String call = "showOrder {\"orderId\":\"o-1\"}";
        assistant
                .prompt(call)
                .toolContext(Map.of("chat_memory_conversation_id", "c-1"))
                .call()
                .content();
        ask(call);
        ask("showOrder {\"orderId\":\"o-2\"}");

        List<String> sessions =
                judgements.stream().map(one -> one.context().session()).toList();
        assertThat(sessions).hasSize(3).doesNotHaveDuplicates();
        assertThat(sessions.get(0)).isEqualTo("spring-ai#c-1");
        assertThat(sessions.get(1)).startsWith("spring-ai@");
    }

    @Test
    void arguments_that_could_be_read_in_two_ways_are_refused() {
        assertThat(ask("showOrder {\"orderId\":\"o-1\",\"orderId\":\"o-2\"}")).contains("was not run");
        assertThat(ask("showOrder {\"orderId\":\"o-1\",}")).contains("was not run");
    }

    @Test
    void a_tool_without_a_method_is_judged_by_its_name_and_arguments() {
        List<String> ran = new ArrayList<>();
        FunctionToolCallback<Order, String> delete = FunctionToolCallback.builder("delete_database", (Order order) -> {
                    ran.add(order.orderId());
                    return "deleted";
                })
                .description("deletes a database")
                .inputType(Order.class)
                .build();

        String answer = assistant
                .prompt("delete_database {\"orderId\":\"o-1\"}")
                .tools(delete)
                .call()
                .content();

        assertThat(answer).contains("held by Guard");
        assertThat(ran).isEmpty();
    }

    record Order(String orderId) {}

    private String ask(String message) {
        return assistant.prompt(message).call().content();
    }
}
