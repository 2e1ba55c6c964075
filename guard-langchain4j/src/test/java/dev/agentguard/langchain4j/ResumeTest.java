package dev.agentguard.langchain4j;

import static dev.agentguard.langchain4j.Scripts.DONE;
import static dev.agentguard.langchain4j.Scripts.calls;
import static dev.agentguard.langchain4j.Scripts.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.Guard;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.config.GuardConfig;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.mock.ChatModelMock;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.UserMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A held call that runs once it is approved, exactly as it was held, without the model. */
@Timeout(120)
class ResumeTest {

    private static final String ARGUMENTS = "{\"volumeId\": \"v-7\", \"note\": \"a\"}";

    interface Assistant {
        String chat(@MemoryId int user, @UserMessage String message);
    }

    static final class Cupboard {
        final List<String> deleted = new CopyOnWriteArrayList<>();

        @Tool("deletes a volume")
        @Guarded(value = Reversibility.IRREVERSIBLE, operation = "railway:volumeDelete")
        String deleteVolume(
                @ToolMemoryId int user,
                @P(name = "volumeId", value = "the id") @TargetResource("railway:volume") String volumeId,
                @P(name = "note", value = "why") String note) {
            deleted.add(user + " " + volumeId + " " + note);
            return "deleted " + volumeId;
        }
    }

    @TempDir
    Path directory;

    private final Cupboard cupboard = new Cupboard();

    private Guard guard() throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), "version: 1\nstore: store\n");
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    /** What an application builds at its start. */
    private static Assistant service(Guard guard, Cupboard cupboard, String... calls) {
        List<dev.langchain4j.data.message.AiMessage> answers = new ArrayList<>();
        for (String arguments : calls) {
            answers.add(calls(request("1", "deleteVolume", arguments)));
        }
        answers.add(DONE);
        return GuardedAiServices.builder(Assistant.class, guard)
                .chatModel(ChatModelMock.thatAlwaysResponds(
                        answers.toArray(dev.langchain4j.data.message.AiMessage[]::new)))
                .chatMemoryProvider(id -> MessageWindowChatMemory.withMaxMessages(20))
                .tools(cupboard)
                .build();
    }

    private ApprovalRequest held(Guard guard) throws Exception {
        service(guard, cupboard, ARGUMENTS).chat(7, "go");
        assertThat(cupboard.deleted).isEmpty();
        return guard.approvals().pending().get(0);
    }

    private static void approve(Guard guard, ApprovalRequest request) throws Exception {
        assertThat(guard.approvals().approve(request, "v-7", "dana").accepted()).isTrue();
    }

    @Test
    void an_approved_call_runs_once_as_it_was_held() throws Exception {
        try (Guard guard = guard()) {
            ApprovalRequest request = held(guard);
            assertThat(GuardLangChain4j.resume(guard, request.id()).text()).contains("waits for a human");
            assertThat(cupboard.deleted).isEmpty();
            approve(guard, request);

            assertThat(GuardLangChain4j.resume(guard, request.id())).isEqualTo(new Resumed(true, "deleted v-7"));
            assertThat(cupboard.deleted).containsExactly("7 v-7 a");

            Resumed again = GuardLangChain4j.resume(guard, request.id());
            assertThat(again.ran()).isFalse();
            assertThat(again.text()).contains("was used");
            service(guard, cupboard, ARGUMENTS).chat(7, "go");
            assertThat(cupboard.deleted).hasSize(1);
        }
    }

    @Test
    void it_outlives_the_application_and_is_its_owners_alone() throws Exception {
        ApprovalRequest request;
        try (Guard guard = guard()) {
            request = held(guard);
            Path kept = directory.resolve("store/approvals/" + request.id() + ".call.json");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                    .isEqualTo("rw-------");
        }
        try (Guard guard = guard()) {
            approve(guard, request);
            assertThatThrownBy(() -> GuardLangChain4j.resume(guard, request.id()))
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("no tool of this name of `" + Assistant.class.getName() + "`");
            Cupboard next = new Cupboard();
            Assistant built = service(guard, next);
            assertThat(GuardLangChain4j.resume(guard, request.id()).ran()).isTrue();
            assertThat(next.deleted).containsExactly("7 v-7 a");
            assertThat(built).isNotNull();
        }
    }

    @Test
    void what_was_rejected_or_never_held_does_not_run() throws Exception {
        try (Guard guard = guard()) {
            ApprovalRequest request = held(guard);
            guard.approvals().reject(request.id(), "no", "dana");
            for (String id : List.of(request.id(), "k7q2m9x4tb", "../../etc/passwd", "")) {
                Resumed resumed = GuardLangChain4j.resume(guard, id);
                assertThat(resumed.ran()).isFalse();
                assertThat(resumed.text()).contains("ask the model again");
            }
            assertThat(cupboard.deleted).isEmpty();
            assertThat(directory.resolve("store/approvals/" + request.id() + ".call.json"))
                    .doesNotExist();
        }
    }

    @Test
    void a_call_that_was_changed_in_the_store_is_another_one_that_nobody_approved() throws Exception {
        try (Guard guard = guard()) {
            ApprovalRequest request = held(guard);
            approve(guard, request);
            Path kept = directory.resolve("store/approvals/" + request.id() + ".call.json");
            String exact = Files.readString(kept);
            Files.writeString(kept, exact.replace("v-7", "v-8"));
            assertThat(GuardLangChain4j.resume(guard, request.id()).text()).startsWith("held by Guard for a human");
            Files.writeString(kept, exact.replace("\\\"a\\\"", "\\\"b\\\""));
            assertThat(GuardLangChain4j.resume(guard, request.id()).text()).startsWith("held by Guard for a human");
            for (String other : List.of(
                    exact.replace("int:7", "int:8"),
                    exact.replace("int:7", "int:x"),
                    exact.replace("int:7", "7"),
                    exact.replace("int:7", "int:8").replace("Assistant#7", "Assistant#8"),
                    exact.replace("Assistant\"", "Other\""),
                    exact.replace(request.id(), "k7q2m9x4tb"))) {
                assertThat(other).isNotEqualTo(exact);
                Files.writeString(kept, other);
                assertThat(GuardLangChain4j.resume(guard, request.id()).text()).contains("ask the model again");
            }
            assertThat(cupboard.deleted).isEmpty();

            Files.writeString(kept, exact);
            assertThat(GuardLangChain4j.resume(guard, request.id()).ran()).isTrue();
            assertThat(cupboard.deleted).containsExactly("7 v-7 a");
        }
    }

    @Test
    void a_secret_in_the_arguments_is_not_written_down_and_the_model_has_to_ask_again() throws Exception {
        String secret = "ghp_0123456789abcdefghijABCDEFGHIJ456789";
        String arguments = "{\"volumeId\": \"v-7\", \"note\": \"with token " + secret + "\"}";
        try (Guard guard = guard()) {
            service(guard, cupboard, arguments).chat(7, "go");
            ApprovalRequest request = guard.approvals().pending().get(0);
            approve(guard, request);
            assertThat(GuardLangChain4j.resume(guard, request.id()).text())
                    .contains("may hold a secret")
                    .contains("ask the model again");
            try (var files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).doesNotContain(secret);
                }
            }
            service(guard, cupboard, arguments).chat(7, "go");
            assertThat(cupboard.deleted).hasSize(1);
        }
    }

    @Test
    void of_many_who_resume_and_a_model_that_tries_again_one_runs_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(24);
        try (Guard guard = guard()) {
            ApprovalRequest request = held(guard);
            approve(guard, request);
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                boolean resumes = i % 2 == 0;
                all.add(threads.submit(() -> {
                    Assistant assistant = service(guard, cupboard, ARGUMENTS);
                    start.await();
                    if (resumes) {
                        return GuardLangChain4j.resume(guard, request.id()).ran();
                    }
                    assistant.chat(7, "go");
                    return false;
                }));
            }
            start.countDown();
            for (Future<Boolean> each : all) {
                each.get();
            }
            assertThat(cupboard.deleted).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void of_three_processes_that_resume_it_one_runs_it() throws Exception {
        try (Guard guard = guard()) {
            approve(guard, held(guard));
        }
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                processes.add(new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Resumer.class.getName(),
                                directory.toString(),
                                Integer.toString(i))
                        .redirectErrorStream(true)
                        .start());
            }
            for (int i = 0; i < 3; i++) {
                while (Files.notExists(directory.resolve("ready-" + i))
                        && processes.get(i).isAlive()) {
                    Thread.sleep(20);
                }
            }
            Files.createFile(directory.resolve("go"));
            List<String> said = new ArrayList<>();
            for (Process process : processes) {
                said.addAll(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("said "))
                        .toList());
            }
            assertThat(said).hasSize(3).filteredOn("said [7 v-7 a]"::equals).hasSize(1);
            assertThat(said).filteredOn("said []"::equals).hasSize(2);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }

    /** An application after its restart. */
    static final class Resumer {
        private Resumer() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[0]);
            Cupboard cupboard = new Cupboard();
            try (Guard guard = Guard.builder()
                    .config(GuardConfig.load(directory.resolve("guard.yaml"), true))
                    .build()) {
                Assistant assistant = service(guard, cupboard);
                String id;
                try (var files = Files.list(directory.resolve("store/approvals"))) {
                    id = files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".call.json"))
                            .findFirst()
                            .map(name -> name.substring(0, name.indexOf('.')))
                            .orElseThrow();
                }
                Files.createFile(directory.resolve("ready-" + args[1]));
                while (Files.notExists(directory.resolve("go"))) {
                    Thread.onSpinWait();
                }
                GuardLangChain4j.resume(guard, id);
                System.out.println("said " + cupboard.deleted + (assistant == null ? "!" : ""));
            }
        }
    }
}
