package dev.agentguard.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who can write files in the store, or talk to its doors, tries in order to get an approval. */
class ApprovalAttackTest {

    private static final Duration EXPIRY = Duration.ofMinutes(15);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final ApprovalSubject subject = Subjects.delete("vol-1");
    private Approvals agent;
    private ApprovalRequest request;
    private String digest;

    @BeforeEach
    void ask() throws Exception {
        agent = new Approvals(directory, clock, EXPIRY);
        request = agent.request(subject);
        digest = subject.digest();
    }

    private Approvals human() {
        return new Approvals(directory, clock, EXPIRY);
    }

    private Path file(String part) {
        return directory.resolve("approvals").resolve(request.id() + "." + part + ".json");
    }

    private void approve() throws Exception {
        assertThat(human().approve(request, "vol-1", "dana").accepted()).isTrue();
    }

    private void replaceIn(Path file, String old, String by) throws Exception {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, by));
    }

    private void assertRefused(Approvals approvals, Consumption.Status expected) {
        assertThat(approvals.consume(digest))
                .isInstanceOfSatisfying(
                        Consumption.NotApproved.class,
                        no -> assertThat(no.status()).as(no.message()).isEqualTo(expected));
    }

    @Test
    void every_change_of_an_approved_request_file_is_refused() throws Exception {
        approve();
        byte[] original = Files.readAllBytes(file("request"));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] changed = original.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
            Files.write(file("request"), changed);
            assertThat(human().consume(subject.digest())).isInstanceOf(Consumption.NotApproved.class);
            assertThat(agent.consume(subject.digest())).isInstanceOf(Consumption.NotApproved.class);
        }
        Files.write(file("request"), original);
        assertThat(human().consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void a_forged_summary_is_not_taken_by_the_process_that_asked() throws Exception {
        replaceIn(file("request"), "deletes the volume and its backups", "lists volumes");
        approve(human().find(request.id()));

        assertRefused(agent, Consumption.Status.TAMPERED);
    }

    private void approve(ApprovalRequest shown) throws Exception {
        assertThat(human().approve(shown, shown.confirm(), "dana").accepted()).isTrue();
    }

    @Test
    void a_name_or_target_swapped_before_the_human_looks_is_not_put_to_them() throws Exception {
        replaceIn(file("request"), "\"confirm\" : \"vol-1\"", "\"confirm\" : \"y\"");
        assertThat(human().pending()).isEmpty();
        assertThat(human().approve(request.id(), "y", "dana").message()).contains("changed after it was written");
        assertRefused(human(), Consumption.Status.TAMPERED);
    }

    @Test
    void a_request_that_changes_while_the_human_looks_is_not_approved() throws Exception {
        ApprovalRequest shown = human().find(request.id());
        replaceIn(file("request"), "\"irreversible\"", "\"harmless\"");

        assertThat(human().approve(shown, "vol-1", "dana").message()).contains("not what was shown");
        assertRefused(human(), Consumption.Status.OPEN);
    }

    @Test
    void a_digest_written_into_the_file_of_another_request_is_refused() throws Exception {
        approve();
        ApprovalSubject wanted = Subjects.delete("vol-prod");
        replaceIn(file("request"), subject.digest(), wanted.digest());

        assertThat(human().consume(wanted.digest())).isInstanceOf(Consumption.NotApproved.class);
        assertThat(human().consume(subject.digest())).isInstanceOf(Consumption.NotApproved.class);
    }

    @Test
    void an_answer_moved_to_another_request_is_refused() throws Exception {
        approve();
        ApprovalRequest other = agent.request(Subjects.delete("vol-prod"));
        Path moved = directory.resolve("approvals").resolve(other.id() + ".answer.json");
        Files.copy(file("answer"), moved);
        assertThat(human().consume(other.digest())).isInstanceOf(Consumption.NotApproved.class);

        // also with the ids and digests rewritten, for the answer says what the human saw
        replaceIn(moved, request.id(), other.id());
        replaceIn(moved, request.digest(), other.digest());
        assertThat(human().consume(other.digest()))
                .isInstanceOfSatisfying(
                        Consumption.NotApproved.class,
                        no -> assertThat(no.status()).isEqualTo(Consumption.Status.TAMPERED));
    }

    @Test
    void a_used_approval_is_not_open_to_another_process_where_its_closing_is_removed() throws Exception {
        approve();
        assertThat(agent.consume(digest)).isInstanceOf(Consumption.Used.class);
        Files.delete(file("closed"));

        assertRefused(human(), Consumption.Status.OPEN);
        assertRefused(agent, Consumption.Status.OPEN);
    }

    @Test
    void a_used_request_copied_back_under_its_own_or_a_new_id_is_refused() throws Exception {
        approve();
        byte[] asked = Files.readAllBytes(file("request"));
        byte[] answered = Files.readAllBytes(file("answer"));
        assertThat(agent.consume(subject.digest())).isInstanceOf(Consumption.Used.class);

        Files.write(file("request"), asked);
        Files.write(file("answer"), answered);
        assertRefused(human(), Consumption.Status.USED);

        Path store = directory.resolve("approvals");
        Files.write(store.resolve("0123456789.request.json"), asked);
        Files.write(store.resolve("0123456789.answer.json"), answered);
        assertRefused(human(), Consumption.Status.TAMPERED);
    }

    @Test
    void a_use_that_was_erased_from_the_store_is_remembered_by_the_process_that_used_it() throws Exception {
        approve();
        byte[] answer = Files.readAllBytes(file("answer"));
        assertThat(agent.consume(digest)).isInstanceOf(Consumption.Used.class);
        Files.delete(file("closed"));
        Files.write(file("answer"), answer);

        assertThat(agent.consume(digest)).isInstanceOf(Consumption.NotApproved.class);
        assertRefused(agent, Consumption.Status.USED);
    }

    @Test
    void an_expiry_moved_on_after_the_answer_is_refused() throws Exception {
        approve();
        replaceIn(
                file("request"),
                request.expiresAt().toString(),
                request.expiresAt().plusSeconds(86_400).toString());
        clock.move(EXPIRY.plusMinutes(1));
        assertRefused(human(), Consumption.Status.TAMPERED);
    }

    @Test
    void an_expiry_moved_on_before_the_answer_grants_no_more_than_the_process_would() throws Exception {
        replaceIn(
                file("request"),
                request.expiresAt().toString(),
                Instant.parse("2999-01-01T00:00:00Z").toString());
        clock.move(EXPIRY.plusMinutes(1));
        approve(human().find(request.id()));
        assertRefused(human(), Consumption.Status.EXPIRED);
    }

    @Test
    void unreadable_files_mean_no() throws Exception {
        approve();
        byte[] answer = Files.readAllBytes(file("answer"));
        for (String garbage : List.of("", "{", "null", "[]", "{\"schema\":1,\"approved\":true}", "\u0000")) {
            Files.writeString(file("answer"), garbage);
            assertRefused(human(), Consumption.Status.TAMPERED);
        }
        byte[] twice = new String(answer, StandardCharsets.UTF_8)
                .replace("\"approved\" : true", "\"approved\" : false, \"approved\" : true")
                .getBytes(StandardCharsets.UTF_8);
        Files.write(file("answer"), twice);
        assertRefused(human(), Consumption.Status.TAMPERED);

        Files.write(file("answer"), answer);
        Files.writeString(file("closed"), "");
        assertRefused(human(), Consumption.Status.USED);
    }

    @Test
    void an_unreadable_count_of_tries_is_the_last_try() throws Exception {
        Files.writeString(file("tries"), "x");
        assertThat(human().approve(request, "wrong", "dana").message()).contains("rejected");
        assertRefused(human(), Consumption.Status.REJECTED);
    }

    @Test
    void garbage_in_the_directory_disturbs_nobody() throws Exception {
        Path store = directory.resolve("approvals");
        Files.writeString(store.resolve("README"), "hello");
        Files.writeString(store.resolve("0000000000.request.json"), "{\"schema\":1}");
        Files.writeString(store.resolve("1111111111.request.json"), "x".repeat(2 << 20));
        Files.writeString(store.resolve("2222222222.answer.json"), "{}");
        Files.writeString(store.resolve("evil\u202e\n.json"), "");
        Files.createDirectory(store.resolve("3333333333.request.json"));
        Files.createDirectory(store.resolve("sub"));

        assertThat(human().pending()).containsExactly(request);
        approve();
        assertThat(agent.consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void an_id_never_leads_out_of_the_store() throws Exception {
        Path outside = directory.resolve("x.request.json");
        Files.copy(file("request"), outside);
        for (String id : List.of(
                "../x",
                "../../x",
                "/etc/passwd",
                "x",
                "",
                "..........",
                "a/../aaaaa",
                "%2e%2e%2fx",
                "0123456789.request.json",
                "\u202e",
                "a".repeat(100_000))) {
            assertThat(human().approve(id, "vol-1", "dana").accepted()).isFalse();
            Answer answer = human().reject(id, "", "dana");
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).hasSizeLessThan(1_000);
            assertThat(human().find(id)).isNull();
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactlyInAnyOrder(outside, directory.resolve("approvals"));
        }
    }

    @Test
    void links_are_not_followed() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        approve();
        Path answer = elsewhere.resolve("answer");
        Files.move(file("answer"), answer);
        Files.createSymbolicLink(file("answer"), answer);
        assertRefused(human(), Consumption.Status.TAMPERED);

        Files.delete(file("answer"));
        Files.move(answer, file("answer"));
        Path hidden = elsewhere.resolve("request");
        Files.move(file("request"), hidden);
        Files.createSymbolicLink(file("request"), hidden);
        assertRefused(human(), Consumption.Status.NONE);

        Files.delete(file("request"));
        Files.move(hidden, file("request"));
        Files.createSymbolicLink(file("closed"), elsewhere.resolve("nowhere"));
        assertRefused(human(), Consumption.Status.USED);
        assertThat(elsewhere.resolve("nowhere")).doesNotExist();
    }

    @Test
    void a_store_that_is_a_link_or_open_to_others_is_not_used() throws Exception {
        approve();
        Path store = directory.resolve("approvals");
        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertRefused(human(), Consumption.Status.STORE_FAILED);
        assertThatThrownBy(() -> human().request(Subjects.delete("vol-2")))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("chmod 700");

        Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rwx------"));
        Path moved = directory.resolve("moved");
        Files.move(store, moved);
        Files.createSymbolicLink(store, moved);
        assertRefused(human(), Consumption.Status.STORE_FAILED);
    }

    @Test
    void a_store_that_is_a_file_holds_everything_and_says_why() throws Exception {
        Path broken = directory.resolve("broken");
        Files.writeString(broken, "");
        Approvals approvals = new Approvals(broken, clock, EXPIRY);
        assertThatThrownBy(() -> approvals.request(subject))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("approval store");
        assertThat(approvals.consume(subject.digest())).isInstanceOf(Consumption.NotApproved.class);
    }

    @Test
    void an_interrupted_thread_gets_no_approval_and_harms_no_other() throws Exception {
        approve();
        Thread.currentThread().interrupt();
        assertRefused(agent, Consumption.Status.STORE_FAILED);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(agent.consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void nobody_is_no_approver() throws Exception {
        assertThat(human().approve(request, "vol-1", " ").accepted()).isFalse();
        assertRefused(agent, Consumption.Status.OPEN);
    }
}
