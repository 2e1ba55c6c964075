package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    Path directory;

    private final List<WatchedChannel> channels = new CopyOnWriteArrayList<>();

    private AuditLog log() {
        return new AuditLog(directory, InstantSource.system());
    }

    private AuditLog watched() {
        return new AuditLog(directory, InstantSource.system(), (file, options, attributes) -> {
            WatchedChannel channel = new WatchedChannel(FileChannel.open(file, options, attributes));
            channels.add(channel);
            return channel;
        });
    }

    private List<Path> files() throws IOException {
        return List.copyOf(AuditDirectory.files(directory));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(files().get(0));
    }

    @Test
    void a_decision_and_its_outcome_stand_in_the_record() throws Exception {
        try (AuditLog log = log()) {
            log.append(Records.letThrough("a1"), true);
            log.append(new AuditRecord.Ended("a1", AuditRecord.Ending.SUCCEEDED), false);
        }
        assertThat(files()).hasSize(1);
        assertThat(files().get(0).getFileName().toString())
                .matches("audit-\\d{8}T\\d{6}\\.\\d{3}Z-"
                        + ProcessHandle.current().pid() + "-[0-9a-f]{12}\\.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");

        JsonNode decision = new ObjectMapper().readTree(lines().get(1));
        assertThat(decision.path("kind").asText()).isEqualTo("DECISION");
        assertThat(decision.path("irreversible").asBoolean()).isTrue();
        assertThat(decision.path("proceeds").asBoolean()).isTrue();
        assertThat(decision.path("approval").asText()).isEqualTo("abcdefghjk");
        assertThat(decision.path("policy").asText()).isEqualTo("sha256:" + "ab12".repeat(16));
        assertThat(decision.at("/decision/verdict").asText()).isEqualTo("ASK");
        assertThat(decision.at("/decision/reasons/0").has("instead")).isFalse();
        assertThat(decision.at("/action/origin").asText()).isEqualTo("https://backboard.railway.app");
        assertThat(decision.at("/action/path").asText()).isEqualTo("/graphql/v2");
        assertThat(decision.at("/action/headers/0").asText()).isEqualTo("Authorization");
        assertThat(decision.at("/action/body/sha256").asText()).hasSize(64);
        assertThat(decision.at("/effects/0/location/proven/1").asText()).isEqualTo("staging");
        assertThat(decision.at("/effects/0/credential/hint").asText()).isEqualTo("…7d90");
        assertThat(decision.at("/effects/0/credential/seenIn").asText()).isEqualTo("readFile");
        assertThat(decision.at("/effects/0/recoverability/verdict").asText()).isEqualTo("DOES_NOT_SURVIVE");
        assertThat(decision.at("/effects/0/rules/0/source").asText()).isEqualTo("AGENTS.md:12");

        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.messages()).isEmpty();
        assertThat(report.lines()).isEqualTo(4);
    }

    @Test
    void flush_ends_the_file_and_a_later_record_begins_a_new_one() throws Exception {
        try (AuditLog log = log()) {
            log.flush();
            assertThat(files()).isEmpty();

            log.append(Records.letThrough("a1"), false);
            log.append(new AuditRecord.Ended("a1", AuditRecord.Ending.SUCCEEDED), false);
            log.flush();
            assertThat(files()).hasSize(1);
            assertThat(lines()).hasSize(4).last().asString().contains("\"kind\":\"END\"");

            log.append(Records.letThrough("a2"), true);
            assertThat(files()).hasSize(2);
        }
        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.intact()).isTrue();
        assertThat(report.unfinished()).hasSize(1);
    }

    @Test
    void nothing_is_made_before_the_first_record() throws Exception {
        Path none = directory.resolve("none");
        try (AuditLog log = new AuditLog(none, InstantSource.system())) {
            assertThat(none).doesNotExist();
            log.append(Records.read("a"), false);
        }
        assertThat(none).isDirectory();
    }

    @Test
    void a_durable_record_is_forced_before_append_returns() throws Exception {
        try (AuditLog log = watched()) {
            for (int i = 0; i < 20; i++) {
                log.append(Records.letThrough("a" + i), true);
                WatchedChannel channel = channels.get(0);
                assertThat(channel.forced.get()).isPositive().isEqualTo(channel.written.get());
                assertThat(Files.readString(files().get(0))).contains("\"id\":\"a" + i + "\"");
            }
        }
    }

    @Test
    void durable_records_of_many_threads_are_each_forced_before_their_append_returns() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (AuditLog log = watched()) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "a" + i + ".";
                results.add(threads.submit(() -> {
                    log.append(Records.letThrough(id), true);
                    long forced = channels.get(0).forced.get();
                    byte[] bytes = Files.readAllBytes(files().get(0));
                    return new String(bytes, 0, (int) forced, java.nio.charset.StandardCharsets.US_ASCII)
                            .contains("\"id\":\"" + id + "\"");
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.intact()).isTrue();
        assertThat(report.lines()).isEqualTo(202);
        assertThat(report.unfinished()).hasSize(200);
    }

    @Test
    void a_record_that_need_not_be_durable_is_not_forced() throws Exception {
        try (AuditLog log = watched()) {
            log.append(Records.letThrough("a"), true);
            long forced = channels.get(0).forced.get();
            log.append(Records.read("b"), false);
            while (channels.get(0).written.get() == forced) {
                Thread.onSpinWait();
            }
            assertThat(channels.get(0).forced.get()).isEqualTo(forced);
        }
    }

    @Test
    void short_writes_are_completed() throws Exception {
        try (AuditLog log = new AuditLog(directory, InstantSource.system(), (file, options, attributes) -> {
            WatchedChannel channel = new WatchedChannel(FileChannel.open(file, options, attributes));
            channel.mostAtOnce = 7;
            return channel;
        })) {
            log.append(Records.letThrough("a"), true);
        }
        assertThat(AuditVerifier.verify(directory).intact()).isTrue();
    }

    @Test
    void a_failed_write_is_told_and_the_next_record_goes_to_a_new_file() throws Exception {
        try (AuditLog log = watched()) {
            log.append(Records.letThrough("a"), true);
            channels.get(0).failWrite = true;
            assertThatThrownBy(() -> log.append(Records.letThrough("b"), true))
                    .isInstanceOf(AuditException.class)
                    .hasMessageContaining("no space left");
            log.append(Records.letThrough("c"), true);
        }
        assertThat(channels).hasSize(2);
        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.intact()).as(report.messages().toString()).isTrue();
        assertThat(report.unfinished()).extracting(AuditReport.Unfinished::id).containsExactly("a", "c");
    }

    @Test
    void a_failed_force_is_told_and_its_file_is_not_trusted_any_more() throws Exception {
        try (AuditLog log = watched()) {
            log.append(Records.letThrough("a"), true);
            channels.get(0).failForce = true;
            assertThatThrownBy(() -> log.append(Records.letThrough("b"), true)).isInstanceOf(AuditException.class);
            channels.get(0).failForce = false;
            log.append(Records.letThrough("c"), true);
        }
        assertThat(channels).hasSize(2);
        assertThat(AuditVerifier.verify(directory).intact()).isTrue();
    }

    @Test
    void a_store_that_cannot_be_made_fails_every_record_until_it_can() throws Exception {
        Path blocked = directory.resolve("blocked");
        Files.writeString(blocked, "");
        try (AuditLog log = new AuditLog(blocked, InstantSource.system())) {
            assertThatThrownBy(() -> log.append(Records.letThrough("a"), true)).isInstanceOf(AuditException.class);
            assertThatThrownBy(() -> log.append(Records.read("b"), false)).isInstanceOf(AuditException.class);
            Files.delete(blocked);
            log.append(Records.read("c"), false);
            log.append(Records.letThrough("d"), true);
        }
        assertThat(AuditVerifier.verify(blocked).lines()).isEqualTo(4);
    }

    @Test
    void an_interrupted_thread_still_records_and_stays_interrupted() throws Exception {
        try (AuditLog log = log()) {
            Thread.currentThread().interrupt();
            log.append(Records.letThrough("a"), true);
            assertThat(Thread.interrupted()).isTrue();
            log.append(Records.letThrough("b"), true);
        }
        assertThat(files()).hasSize(1);
        assertThat(AuditVerifier.verify(directory).lines()).isEqualTo(4);
    }

    @Test
    void a_record_that_is_deleted_or_changed_while_open_continues_in_a_new_file_and_says_so() throws Exception {
        try (AuditLog log = log()) {
            log.append(Records.letThrough("a"), true);
            Path first = files().get(0);
            Files.delete(first);
            log.append(Records.letThrough("b"), true);
            Path second = files().get(0);
            assertThat(lines().get(0)).contains("\"lost\":\"" + first.getFileName() + "\"");

            Files.writeString(second, "forged\n", java.nio.file.StandardOpenOption.APPEND);
            log.append(Records.letThrough("c"), true);
            assertThat(files()).hasSize(2);
        }
        assertThat(AuditVerifier.verify(directory).intact()).isFalse();
    }

    @Test
    void after_close_nothing_is_recorded() throws Exception {
        AuditLog log = log();
        log.append(Records.read("a"), false);
        log.close();
        log.close();
        assertThatThrownBy(() -> log.append(Records.read("b"), false))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("closed");
        assertThat(AuditVerifier.verify(directory).messages()).isEmpty();
    }

    @Test
    void two_logs_in_one_directory_do_not_mix() throws Exception {
        try (AuditLog one = log();
                AuditLog other = log()) {
            for (int i = 0; i < 50; i++) {
                one.append(Records.read("one" + i), false);
                other.append(Records.read("other" + i), false);
            }
        }
        assertThat(files()).hasSize(2);
        assertThat(AuditVerifier.verify(directory).messages()).isEmpty();
    }
}
