package dev.agentguard.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApprovalsTest {

    private static final Duration EXPIRY = Duration.ofMinutes(15);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    private Approvals approvals() {
        return new Approvals(directory, clock, EXPIRY);
    }

    @Test
    void what_a_human_approved_passes_once() throws Exception {
        Approvals agent = approvals();
        Approvals human = approvals();
        ApprovalSubject subject = Subjects.delete("vol-1");

        assertThat(status(agent.consume(subject.digest()))).isEqualTo(Consumption.Status.NONE);
        ApprovalRequest request = agent.request(subject);
        assertThat(status(agent.consume(subject.digest()))).isEqualTo(Consumption.Status.OPEN);
        assertThat(human.pending()).containsExactly(request);
        assertThat(human.approve(request, "vol-1", "dana").accepted()).isTrue();
        assertThat(human.pending()).isEmpty();

        assertThat(agent.consume(subject.digest())).isEqualTo(new Consumption.Used(request, "dana"));
        assertThat(status(agent.consume(subject.digest()))).isEqualTo(Consumption.Status.USED);
        assertThat(status(human.consume(subject.digest()))).isEqualTo(Consumption.Status.USED);
    }

    @Test
    void repeats_of_the_same_action_reuse_the_id_until_it_is_used() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest first = approvals().request(subject);
        clock.move(Duration.ofMinutes(1));

        assertThat(approvals().request(subject)).isEqualTo(first);
        approvals().approve(first, "vol-1", "dana");
        assertThat(approvals().request(subject)).isEqualTo(first);
        approvals().consume(subject.digest());

        ApprovalRequest second = approvals().request(subject);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(status(approvals().consume(subject.digest()))).isEqualTo(Consumption.Status.OPEN);
    }

    @Test
    void a_rejected_action_is_not_asked_again_before_the_request_expires() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest request = approvals().request(subject);
        assertThat(approvals().reject(request.id(), "wrong volume", "dana").accepted())
                .isTrue();

        assertThat(approvals().consume(subject.digest())).isInstanceOfSatisfying(Consumption.NotApproved.class, no -> {
            assertThat(no.status()).isEqualTo(Consumption.Status.REJECTED);
            assertThat(no.message()).contains(request.id()).contains("wrong volume");
        });
        assertThatThrownBy(() -> approvals().request(subject))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("wrong volume");
        assertThat(approvals().approve(request.id(), "vol-1", "dana").accepted())
                .isFalse();

        clock.move(EXPIRY);
        assertThat(approvals().request(subject).id()).isNotEqualTo(request.id());
    }

    @Test
    void another_argument_target_or_policy_is_not_approved() throws Exception {
        ApprovalSubject approved = Subjects.delete("vol-1", "policy-1", "staging");
        ApprovalRequest request = approvals().request(approved);
        approvals().approve(request, "vol-1", "dana");

        assertThat(status(approvals()
                        .consume(Subjects.delete("vol-2", "policy-1", "staging").digest())))
                .isEqualTo(Consumption.Status.NONE);
        assertThat(status(approvals()
                        .consume(Subjects.delete("vol-1", "policy-2", "staging").digest())))
                .isEqualTo(Consumption.Status.NONE);
        assertThat(status(approvals()
                        .consume(Subjects.delete("vol-1", "policy-1", "production")
                                .digest())))
                .isEqualTo(Consumption.Status.NONE);
        assertThat(approvals().consume(approved.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void a_wrong_name_leaves_it_open_and_the_fifth_rejects_it() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest request = approvals().request(subject);

        for (String wrong : List.of("", "vol-2", "VOL-1", " vol-1")) {
            Answer answer = approvals().approve(request, wrong, "dana");
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message()).contains("wrong name");
            assertThat(status(approvals().consume(subject.digest()))).isEqualTo(Consumption.Status.OPEN);
        }
        assertThat(approvals().approve(request, "y", "dana").message()).contains("rejected");
        assertThat(approvals().approve(request, "vol-1", "dana").accepted()).isFalse();
        assertThat(status(approvals().consume(subject.digest()))).isEqualTo(Consumption.Status.REJECTED);
    }

    @Test
    void the_right_name_after_a_wrong_one_is_taken() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest request = approvals().request(subject);
        approvals().approve(request, "vol-2", "dana");

        assertThat(approvals()
                        .approve(request.id().toUpperCase(java.util.Locale.ROOT), "vol-1", "dana")
                        .accepted())
                .isTrue();
        assertThat(approvals().consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void silence_expires_and_so_does_an_approval_that_is_not_used() throws Exception {
        ApprovalSubject silent = Subjects.delete("vol-1");
        ApprovalSubject late = Subjects.delete("vol-2");
        ApprovalRequest unanswered = approvals().request(silent);
        ApprovalRequest answered = approvals().request(late);
        clock.move(EXPIRY.minusMillis(1));
        assertThat(approvals().approve(answered, "vol-2", "dana").accepted()).isTrue();
        clock.move(Duration.ofMillis(1));

        assertThat(approvals().pending()).isEmpty();
        assertThat(approvals().approve(unanswered, "vol-1", "dana").message()).contains("expired");
        assertThat(status(approvals().consume(silent.digest()))).isEqualTo(Consumption.Status.EXPIRED);
        assertThat(status(approvals().consume(late.digest()))).isEqualTo(Consumption.Status.EXPIRED);
    }

    @Test
    void a_clock_that_is_set_back_revives_nothing_that_was_seen_expired() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest request = approvals().request(subject);
        approvals().approve(request, "vol-1", "dana");
        clock.move(EXPIRY.plusMinutes(1));
        assertThat(status(approvals().consume(subject.digest()))).isEqualTo(Consumption.Status.EXPIRED);

        clock.move(Duration.ofMinutes(-5));
        assertThat(status(approvals().consume(subject.digest()))).isEqualTo(Consumption.Status.EXPIRED);
        assertThat(approvals().pending()).isEmpty();
    }

    @Test
    void a_clock_set_back_before_the_request_was_made_approves_nothing() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest request = approvals().request(subject);
        approvals().approve(request, "vol-1", "dana");

        clock.move(Duration.ofMinutes(-1));
        assertThat(status(approvals().consume(subject.digest()))).isEqualTo(Consumption.Status.TAMPERED);
        clock.move(Duration.ofMinutes(1));
        assertThat(approvals().consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void a_process_that_grants_less_time_does_not_take_an_older_approval() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        ApprovalRequest request = approvals().request(subject);
        approvals().approve(request, "vol-1", "dana");
        clock.move(Duration.ofMinutes(2));

        Approvals strict = new Approvals(directory, clock, Duration.ofMinutes(1));
        assertThat(status(strict.consume(subject.digest()))).isEqualTo(Consumption.Status.EXPIRED);
        assertThat(approvals().consume(subject.digest())).isInstanceOf(Consumption.Used.class);
    }

    @Test
    void of_64_threads_one_uses_the_approval() throws Exception {
        ApprovalSubject subject = Subjects.delete("vol-1");
        approvals().approve(approvals().request(subject), "vol-1", "dana");
        Approvals shared = approvals();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(64);
        try {
            List<Future<Consumption>> results = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Approvals own = i % 2 == 0 ? shared : approvals();
                results.add(threads.submit(() -> {
                    start.await();
                    return own.consume(subject.digest());
                }));
            }
            start.countDown();
            int winners = 0;
            for (Future<Consumption> result : results) {
                if (result.get() instanceof Consumption.Used) {
                    winners++;
                } else {
                    assertThat(status(result.get())).isEqualTo(Consumption.Status.USED);
                }
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_same_action_asked_by_many_threads_is_one_request() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ApprovalRequest>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> approvals().request(Subjects.delete("vol-1"))));
            }
            for (Future<ApprovalRequest> result : results) {
                assertThat(result.get()).isEqualTo(results.get(0).get());
            }
            assertThat(approvals().pending()).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void too_many_open_requests_are_refused_and_room_is_made_by_answers() throws Exception {
        Approvals approvals = new Approvals(directory, clock, EXPIRY, Approvers.NONE, 3);
        for (int i = 0; i < 3; i++) {
            approvals.request(Subjects.delete("vol-" + i));
        }
        assertThatThrownBy(() -> approvals.request(Subjects.delete("vol-3")))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("3 requests already wait");
        assertThat(approvals.request(Subjects.delete("vol-0")).confirm()).isEqualTo("vol-0");

        approvals.reject(approvals.pending().get(0).id(), "", "dana");
        assertThat(approvals.request(Subjects.delete("vol-3")).confirm()).isEqualTo("vol-3");
    }

    @Test
    void old_requests_are_dropped() throws Exception {
        approvals().request(Subjects.delete("vol-1"));
        clock.move(EXPIRY.plusHours(2));
        approvals().consume("sha256:none");

        try (Stream<Path> files = Files.list(directory.resolve("approvals"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(".lock");
        }
    }

    @Test
    void what_a_human_could_not_read_or_type_is_not_asked() {
        Map<String, Object> parts = Map.of("action", "x");
        List<ApprovalTarget> targets = List.of(new ApprovalTarget("o", "r"));
        List<ApprovalSubject> subjects = List.of(
                new ApprovalSubject(parts, targets, "s", " ", List.of(), List.of()),
                new ApprovalSubject(parts, targets, "s", "x".repeat(1000), List.of(), List.of()),
                new ApprovalSubject(parts, List.of(), "s", "x", List.of(), List.of()),
                new ApprovalSubject(parts, targets, "s", "x", List.of("x".repeat(100_000)), List.of()),
                new ApprovalSubject(Map.of(), targets, "s", "x", List.of(), List.of()),
                new ApprovalSubject(
                        java.util.Collections.singletonMap("action", null), targets, "s", "x", List.of(), List.of()));
        for (ApprovalSubject subject : subjects) {
            assertThatThrownBy(() -> approvals().request(subject)).isInstanceOf(ApprovalException.class);
        }
        assertThat(directory.resolve("approvals")).doesNotExist();
    }

    @Test
    void hidden_characters_are_shown_and_the_shown_name_is_what_is_typed() throws Exception {
        ApprovalSubject subject = new ApprovalSubject(
                Map.of("action", "x"),
                List.of(new ApprovalTarget("op\u200b", "res\u202egnigats")),
                "s\n",
                "prod\u202e",
                List.of("a\r\nb", "tab\t\u2028\ufe0f\u3164"),
                List.of());
        ApprovalRequest request = approvals().request(subject);

        assertThat(request.confirm()).isEqualTo("prod\\u{202e}");
        assertThat(request.targets().get(0)).hasToString("op\\u{200b} on res\\u{202e}gnigats");
        assertThat(request.lines()).containsExactly("a\\u{d}\\u{a}b", "tab\\u{9}\\u{2028}\\u{fe0f}\\u{3164}");
        assertThat(approvals().approve(request, "prod\\u{202e}", "dana").accepted())
                .isTrue();
    }

    @Test
    void files_are_the_owners_only_and_hold_no_part_of_the_action() throws Exception {
        ApprovalSubject subject = new ApprovalSubject(
                Map.of("action", Map.of("body", "password=hunter2")),
                List.of(new ApprovalTarget("o", "r")),
                "s",
                "r",
                List.of(),
                List.of());
        ApprovalRequest request = approvals().request(subject);
        approvals().approve(request, "wrong", "dana");
        approvals().keep(new HeldCall(request.id(), "s", "service", "tool", "{}", null));
        approvals().approve(request, "r", "dana");

        Path store = directory.resolve("approvals");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(store)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(5); // the lock, the request, its call, the tries and the answer
            for (Path file : all) {
                assertThat(Files.readString(file)).doesNotContain("hunter2");
                if (!file.endsWith(".lock")) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------");
                }
            }
        }
    }

    private static Consumption.Status status(Consumption consumption) {
        return consumption instanceof Consumption.NotApproved no ? no.status() : null;
    }
}
