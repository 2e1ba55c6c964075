package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.declarative.ChatModelSupplier;
import dev.langchain4j.agentic.declarative.ToolsSupplier;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.mcp.resourcesastools.DefaultMcpResourcesAsToolsPresenter;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import dev.langchain4j.skills.Skill;
import dev.langchain4j.skills.Skills;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that LangChain4j's other modules and features bring along, each once allowed and once refused. */
class OtherPathsTest {

    private static final Volumes SUPPLIED = new Volumes();

    interface Assistant {
        String chat(String message);
    }

    public interface VolumeAgent {
        @Agent("keeps the volumes tidy")
        @UserMessage("{{request}}")
        String keep(@V("request") String request);
    }

    public interface DeclaredAgent {
        @Agent("keeps the volumes tidy")
        @UserMessage("{{request}}")
        String keep(@V("request") String request);

        @ToolsSupplier
        static Object[] tools() {
            return new Object[] {SUPPLIED};
        }

        @ChatModelSupplier
        static ChatModel model() {
            return deletes("v");
        }
    }

    private final Volumes volumes = new Volumes();
    private final ChatMemory memory = MessageWindowChatMemory.withMaxMessages(30);

    private static ChatModel deletes(String volume) {
        return ChatModelMock.thatAlwaysResponds(
                calls(request("1", "deleteVolume", "{\"volumeId\": \"" + volume + "\"}")), DONE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void resource_of_a_server_of_mcp_is_read_only_if_it_may_be(boolean allowed) throws Exception {
        FakeGate gate = allowed ? FakeGate.thatAllows() : FakeGate.thatRefuses("get_resource");
        try (McpClient client = new DefaultMcpClient.Builder()
                .key("files")
                .transport(new StdioMcpTransport.Builder()
                        .command(TinyMcpServer.command())
                        .build())
                .build()) {
            run(
                    gate,
                    service -> service.toolProvider(McpToolProvider.builder()
                            .mcpClients(client)
                            .resourcesAsToolsPresenter(DefaultMcpResourcesAsToolsPresenter.builder()
                                    .build())
                            .build()),
                    calls(request("1", "list_resources", "{}")),
                    calls(request("2", "get_resource", "{\"mcpServer\": \"files\", \"uri\": \"file:///a\"}")));
        }

        assertThat(gate.checked)
                .extracting(checked -> checked.call().tool())
                .containsExactly("list_resources", "get_resource");
        assertThat(lastResult().text()).isEqualTo(allowed ? "content of a" : FakeGate.refusalOf("get_resource"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tool_of_an_activated_skill_is_judged_and_activation_still_works(boolean allowed) {
        FakeGate gate = allowed ? FakeGate.thatAllows() : FakeGate.thatRefuses("deleteVolume");

        run(
                gate,
                service -> service.toolProvider(skills().toolProvider()),
                calls(request("1", "activate_skill", "{\"skill_name\": \"volumes\"}")),
                calls(request("2", "deleteVolume", "{\"volumeId\": \"v\"}")));

        assertThat(gate.checked)
                .extracting(checked -> checked.call().tool())
                .containsExactly("activate_skill", "deleteVolume");
        assertThat(volumes.deleted).hasSize(allowed ? 1 : 0);
    }

    @Test
    void skill_whose_activation_is_refused_brings_no_tools() {
        FakeGate gate = FakeGate.thatRefuses("activate_skill");

        run(
                gate,
                service -> service.toolProvider(skills().toolProvider())
                        .hallucinatedToolNameStrategy(
                                asked -> ToolExecutionResultMessage.from(asked, "there is no " + asked.name())),
                calls(request("1", "activate_skill", "{\"skill_name\": \"volumes\"}")),
                calls(request("2", "deleteVolume", "{\"volumeId\": \"v\"}")));

        assertThat(gate.checked).hasSize(1);
        assertThat(volumes.deleted).isEmpty();
        assertThat(lastResult().text()).isEqualTo("there is no deleteVolume");
    }

    @Test
    void strategy_for_unknown_names_answers_itself_and_nothing_is_judged() {
        FakeGate gate = FakeGate.that(call -> false);

        run(
                gate,
                service -> service.tools(volumes)
                        .hallucinatedToolNameStrategy(
                                asked -> ToolExecutionResultMessage.from(asked, "there is no " + asked.name())),
                calls(request("1", "dropEverything", "{}")));

        assertThat(gate.checked).isEmpty();
        assertThat(lastResult().text()).isEqualTo("there is no dropEverything");
    }

    /** Asks the model once more when it first answers. */
    private static final class Reprompts implements OutputGuardrail {
        private boolean asked;

        @Override
        public OutputGuardrailResult validate(AiMessage answer) {
            if (asked) {
                return success();
            }
            asked = true;
            return reprompt("not yet", "do it with the tool");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tool_that_the_answer_to_a_reprompt_asks_for_is_judged(boolean allowed) {
        FakeGate gate = allowed ? FakeGate.thatAllows() : FakeGate.thatRefuses("deleteVolume");

        AiServices.<Assistant>builder(GuardedAiServiceContext.create(Assistant.class, gate))
                .chatModel(ChatModelMock.thatAlwaysResponds(
                        AiMessage.from("no"), calls(request("1", "deleteVolume", "{\"volumeId\": \"v\"}")), DONE))
                .outputGuardrails(new Reprompts())
                .tools(volumes)
                .build()
                .chat("go");

        assertThat(gate.checked).hasSize(1);
        assertThat(volumes.deleted).hasSize(allowed ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tools_of_agents_are_judged_built_or_declared(boolean allowed) {
        FakeGate gate = allowed ? FakeGate.thatAllows() : FakeGate.thatRefuses("deleteVolume");
        Engines.install(gate);
        SUPPLIED.deleted.clear();

        AgenticServices.agentBuilder(VolumeAgent.class)
                .chatModel(deletes("v"))
                .tools(volumes)
                .build()
                .keep("go");
        AgenticServices.createAgenticSystem(DeclaredAgent.class).keep("go");

        assertThat(gate.checked)
                .extracting(FakeGate.Checked::service)
                .containsExactly(VolumeAgent.class.getName(), DeclaredAgent.class.getName());
        assertThat(volumes.deleted).hasSize(allowed ? 1 : 0);
        assertThat(SUPPLIED.deleted).hasSize(allowed ? 1 : 0);
    }

    /** A tool that asks another service, whose tool is judged as that one's. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void service_as_a_tool_of_a_service_is_judged_twice_once_for_each(boolean allowed) {
        FakeGate gate = allowed ? FakeGate.thatAllows() : FakeGate.thatRefuses("deleteVolume");
        Assistant inner = AiServices.<Assistant>builder(GuardedAiServiceContext.create(Assistant.class, gate))
                .chatModel(deletes("v"))
                .tools(volumes)
                .build();

        run(
                gate,
                service -> service.tools(new Object() {
                    @dev.langchain4j.agent.tool.Tool
                    String delegate(String task) {
                        return inner.chat(task);
                    }
                }),
                calls(request("1", "delegate", "{\"task\": \"go\", \"arg0\": \"go\"}")));

        assertThat(gate.checked)
                .extracting(checked -> checked.call().tool())
                .containsExactly("delegate", "deleteVolume");
        assertThat(volumes.deleted).hasSize(allowed ? 1 : 0);
    }

    private Skills skills() {
        return Skills.from(List.of(Skill.builder()
                .name("volumes")
                .description("keeps volumes")
                .content("delete what is not needed")
                .tools(volumes)
                .build()));
    }

    private void run(FakeGate gate, Consumer<AiServices<Assistant>> register, AiMessage... script) {
        AiMessage[] all = java.util.Arrays.copyOf(script, script.length + 1);
        all[script.length] = DONE;
        AiServices<Assistant> service = AiServices.builder(GuardedAiServiceContext.create(Assistant.class, gate));
        service.chatModel(ChatModelMock.thatAlwaysResponds(all)).chatMemory(memory);
        register.accept(service);
        service.build().chat("go");
    }

    private ToolExecutionResultMessage lastResult() {
        return memory.messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
