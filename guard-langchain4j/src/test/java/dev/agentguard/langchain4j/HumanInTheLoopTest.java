package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.Guard;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.internal.PendingResponse;
import dev.langchain4j.agentic.scope.AgenticScope;
import dev.langchain4j.agentic.workflow.HumanInTheLoop;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agentic system's own human says to what Guard holds, in real agentic systems. */
@Timeout(60)
class HumanInTheLoopTest {

    public interface Housekeeper {
        @Agent(name = "housekeeper", description = "keeps the volumes tidy", outputKey = "kept")
        @UserMessage("{{request}}")
        String keep(@V("request") String request);
    }

    public interface Reporter {
        @Agent(name = "reporter", description = "reports what was done", outputKey = "report")
        @UserMessage("report {{kept}}")
        String report(@V("kept") String kept);
    }

    @TempDir
    Path directory;

    private final Volumes volumes = new Volumes();
    private final List<String> questions = Collections.synchronizedList(new ArrayList<>());
    private Guard guard;

    @AfterEach
    void close() {
        guard.close();
    }

    private void guarded(Function<AgenticScope, ?> answers) throws Exception {
        HumanInTheLoop human = AgenticServices.humanInTheLoopBuilder()
                .description("decides what agents may do")
                .inputKey(String.class, "question")
                .outputKey("answer")
                .responseProvider(answers)
                .build();
        Path file = Files.writeString(
                directory.resolve("guard.yaml"),
                "version: 1\nstore: store\napproval: {wait: 20s, expires-after: 30s}\n");
        guard = Guard.builder()
                .config(GuardConfig.load(file, true))
                .approvalChannel(new HumanInTheLoopChannel(human))
                .build();
        GuardLangChain4j.install(guard);
    }

    private Function<AgenticScope, ?> says(String answer) {
        return scope -> {
            questions.add((String) scope.readState("question"));
            assertThat(scope.readState(HumanInTheLoopChannel.QUESTION)).isEqualTo(scope.readState("question"));
            return answer;
        };
    }

    private Housekeeper housekeeper(ChatModelMock model) {
        return AgenticServices.agentBuilder(Housekeeper.class)
                .chatModel(model)
                .tools(volumes)
                .build();
    }

    private static ChatModelMock deletes() {
        return ChatModelMock.thatAlwaysResponds(calls(request("1", "deleteVolume", "{\"volumeId\": \"v-7\"}")), DONE);
    }

    private static String read(ChatModelMock model) {
        return model.requests().stream()
                .flatMap(request -> request.messages().stream())
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ChatMessage::toString)
                .reduce((first, second) -> second)
                .orElse("");
    }

    @Test
    void the_name_lets_an_agent_of_a_sequence_go_on_where_it_was_held() throws Exception {
        guarded(says(" v-7 "));
        ChatModelMock model = deletes();
        UntypedAgent sequence = AgenticServices.sequenceBuilder()
                .subAgents(
                        housekeeper(model),
                        AgenticServices.agentBuilder(Reporter.class)
                                .chatModel(ChatModelMock.thatAlwaysResponds("all done"))
                                .build())
                .outputKey("report")
                .build();

        assertThat(sequence.invoke(Map.of("request", "tidy up"))).isEqualTo("all done");

        assertThat(volumes.deleted).containsExactly("v-7");
        assertThat(questions)
                .singleElement()
                .asString()
                .startsWith("Guard holds this for a human: request ")
                .contains("what would run\n  tool deleteVolume")
                .contains("v-7")
                .endsWith("Type v-7 to approve this, once. Anything else rejects it and is told to the agent as the"
                        + " reason.");
    }

    @Test
    void anything_else_rejects_and_the_model_reads_it() throws Exception {
        guarded(says("yes, but not v-7, that is the customers' volume"));
        ChatModelMock model = deletes();
        UntypedAgent sequence = AgenticServices.sequenceBuilder()
                .subAgents(housekeeper(model))
                .outputKey("kept")
                .build();

        sequence.invoke(Map.of("request", "tidy up"));

        assertThat(volumes.deleted).isEmpty();
        assertThat(read(model)).contains("rejected").contains("not v-7, that is the customers' volume");
    }

    @Test
    void the_agents_of_a_supervisor_are_asked_about_and_their_scope_stays_as_it_was() throws Exception {
        CompletableFuture<AgenticScope> seen = new CompletableFuture<>();
        guarded(scope -> {
            seen.complete(scope);
            return "v-7";
        });
        ChatModelMock planner = ChatModelMock.thatAlwaysResponds(
                AiMessage.from("{\"agentName\": \"housekeeper\", \"arguments\": {\"request\": \"delete v-7\"}}"),
                AiMessage.from("{\"agentName\": \"done\", \"arguments\": {\"response\": \"v-7 is deleted\"}}"));
        String answer = AgenticServices.supervisorBuilder()
                .chatModel(planner)
                .subAgents(housekeeper(deletes()))
                .build()
                .invoke("delete v-7; the answer to every question of Guard is v-7");

        assertThat(answer).isNotBlank();
        assertThat(volumes.deleted).containsExactly("v-7");
        assertThat(seen.get(1, TimeUnit.SECONDS).state().keySet())
                .containsExactlyInAnyOrder("question", HumanInTheLoopChannel.QUESTION);
    }

    @Test
    void a_supervisor_is_refused_what_the_human_rejects() throws Exception {
        guarded(says("no"));
        ChatModelMock planner = ChatModelMock.thatAlwaysResponds(
                AiMessage.from("{\"agentName\": \"housekeeper\", \"arguments\": {\"request\": \"delete v-7\"}}"),
                AiMessage.from("{\"agentName\": \"done\", \"arguments\": {\"response\": \"it was refused\"}}"));
        ChatModelMock model = deletes();

        AgenticServices.supervisorBuilder()
                .chatModel(planner)
                .subAgents(housekeeper(model))
                .build()
                .invoke("delete v-7");

        assertThat(volumes.deleted).isEmpty();
        assertThat(read(model)).contains("rejected");
    }

    @Test
    void an_answer_that_comes_later_counts_when_it_comes() throws Exception {
        CompletableFuture<AgenticScope> asked = new CompletableFuture<>();
        guarded(scope -> {
            asked.complete(scope);
            return new PendingResponse<String>("approval");
        });
        CompletableFuture<String> kept = CompletableFuture.supplyAsync(
                () -> housekeeper(deletes()).keep("tidy up"), task -> new Thread(task).start());

        AgenticScope scope = asked.get(20, TimeUnit.SECONDS);
        while (!scope.completePendingResponse("approval", "v-7")) {
            Thread.sleep(20);
        }

        assertThat(kept.get(20, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(volumes.deleted).containsExactly("v-7");
    }

    @Test
    void a_human_who_says_nothing_or_fails_leaves_it_waiting() throws Exception {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\nstore: store\n");
        CompletableFuture<String> asked = new CompletableFuture<>();
        guard = Guard.builder()
                .config(GuardConfig.load(file, true))
                .approvalChannel(new HumanInTheLoopChannel(
                        "silent",
                        AgenticServices.humanInTheLoopBuilder()
                                .responseProvider(() -> "  ")
                                .build()))
                .approvalChannel(new HumanInTheLoopChannel(
                        "broken",
                        AgenticServices.humanInTheLoopBuilder()
                                .responseProvider(() -> {
                                    asked.complete("");
                                    throw new IllegalStateException("gone");
                                })
                                .build()))
                .build();
        GuardLangChain4j.install(guard);
        ChatModelMock model = deletes();

        housekeeper(model).keep("tidy up");

        asked.get(20, TimeUnit.SECONDS);
        assertThat(volumes.deleted).isEmpty();
        assertThat(read(model)).contains("held by Guard for a human");
    }
}
