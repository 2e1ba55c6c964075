package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolErrorHandlerResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What LangChain4j cannot read either stays its own matter: nothing runs, and the application says what happens then. */
class UnreadArgumentsTest {

    interface Assistant {
        String chat(String message);
    }

    private final FakeGate gate = FakeGate.thatAllows();
    private final Volumes volumes = new Volumes();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(20);

    @ParameterizedTest
    @ValueSource(strings = {"{", "[\"v\"]", "{\"volumeId\": v}", "deleteVolume(v)"})
    void handler_of_the_application_is_asked_and_no_tool_runs(String arguments) {
        service(arguments)
                .tools(volumes)
                .toolArgumentsErrorHandler((error, context) -> ToolErrorHandlerResult.text("write JSON"))
                .build()
                .chat("go");

        assertThat(result()).isEqualTo("write JSON");
        assertThat(volumes.deleted).isEmpty();
        assertThat(gate.checked).isEmpty();
    }

    @Test
    void without_one_the_invocation_fails_as_LangChain4j_has_it() {
        assertThatThrownBy(() -> service("{").tools(volumes).build().chat("go"))
                .hasMessageContaining("Unexpected end-of-input");

        assertThat(volumes.deleted).isEmpty();
        assertThat(gate.checked).isEmpty();
    }

    @Test
    void what_LangChain4j_repairs_is_judged_and_runs() {
        service("{\"volumeId\": \"v\",}").tools(volumes).build().chat("go");

        assertThat(gate.onlyCall().arguments()).containsEntry("volumeId", "v");
        assertThat(volumes.deleted).containsExactly("v");
    }

    @Test
    void tool_of_which_nobody_knows_how_it_reads_is_refused() {
        service("{")
                .tools(Map.of(
                        ToolSpecification.builder().name("deleteVolume").build(),
                        (request, memoryId) -> volumes.deleteVolume(request.arguments())))
                .build()
                .chat("go");

        assertThat(result()).contains("send its arguments again");
        assertThat(volumes.deleted).isEmpty();
    }

    private AiServices<Assistant> service(String arguments) {
        AiServices<Assistant> builder = AiServices.builder(GuardedAiServiceContext.create(Assistant.class, gate));
        return builder.chatModel(ChatModelMock.thatAlwaysResponds(calls(request("1", "deleteVolume", arguments)), DONE))
                .chatMemory(memory);
    }

    private String result() {
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(message -> ((ToolExecutionResultMessage) message).text())
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
