package dev.agentguard;

import static dev.agentguard.HeldVolume.IN_TOOL;
import static dev.agentguard.HeldVolume.delete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.approval.Answer;
import dev.agentguard.approval.ApprovalChannel;
import dev.agentguard.approval.ApprovalReply;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApprovalTarget;
import dev.agentguard.approval.ApproverKey;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a request reaches a human who does not sit at the command line, and how the answer comes back. */
class ApprovalChannelTest {

    @TempDir
    Path home;

    private HeldVolume held;

    @BeforeEach
    void atHome() {
        held = new HeldVolume(home);
    }

    private record Told(ApprovalRequest request, ApprovalReply reply, Thread thread) {}

    /** A chat: it posts the request and returns; the answer comes later. */
    private static final class Chat implements ApprovalChannel {
        private final String name;
        private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

        Chat(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void requested(ApprovalRequest request, ApprovalReply reply) {
            told.add(new Told(request, reply, Thread.currentThread()));
        }

        Told next() throws InterruptedException {
            Told next = told.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("what the channel was told").isNotNull();
            return next;
        }
    }

    private static ApprovalChannel channel(String name, Requested requested) {
        return new ApprovalChannel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void requested(ApprovalRequest request, ApprovalReply reply) throws Exception {
                requested.accept(request, reply);
            }
        };
    }

    private interface Requested {
        void accept(ApprovalRequest request, ApprovalReply reply) throws Exception;
    }

    @Test
    void a_channel_is_told_all_that_a_human_needs_and_its_yes_lets_the_call_pass_once() throws Exception {
        Chat chat = new Chat("chat");
        try (Guard guard = held.guard("version: 1", chat)) {
            assertThat(guard.summary())
                    .anyMatch(line -> line.startsWith("approvals are not agent-proof"))
                    .contains("requests are also put to `chat`");
            Verdict verdict = guard.check(delete("v1"), IN_TOOL);
            assertThat(verdict.proceeds()).isFalse();

            Told told = chat.next();
            assertThat(told.request().id()).isEqualTo(verdict.approvalId());
            assertThat(told.request().confirm()).isEqualTo("v1");
            assertThat(told.request().targets())
                    .extracting(ApprovalTarget::operation)
                    .containsExactly("railway:volumeDelete");
            assertThat(told.request().lines()).isNotEmpty().noneMatch(line -> line.contains("rw_9f3k"));
            assertThat(told.request().expiresAt()).isAfter(told.request().createdAt());
            assertThat(told.thread().getName()).startsWith("guard-approval-chat-");
            assertThat(told.thread().isDaemon()).isTrue();

            assertThat(told.reply().approve("v2", "dana").message()).contains("wrong name");
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
            assertThat(told.reply().approve("v1", "dana").accepted()).isTrue();
            assertThat(guard.check(delete("v2"), IN_TOOL).proceeds()).isFalse();
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isTrue();
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
            assertThat(told.reply().approve("v1", "dana").message()).contains("can no longer be answered");
        }
    }

    @Test
    void its_no_comes_back_with_the_reason_and_who_said_it() throws Exception {
        Chat chat = new Chat("chat");
        try (Guard guard = held.guard("version: 1", chat)) {
            Verdict verdict = guard.check(delete("v1"), IN_TOOL);
            assertThat(chat.next()
                            .reply()
                            .reject("not before the backup", "dana")
                            .accepted())
                    .isTrue();
            assertThat(guard.check(delete("v1"), IN_TOOL).message())
                    .contains("rejected")
                    .contains("not before the backup");
            assertThat(home.resolve(".guard/approvals/" + verdict.approvalId() + ".answer.json"))
                    .content()
                    .contains("dana by channel `chat`");
        }
    }

    @Test
    void a_request_is_told_once_however_often_the_call_is_made() throws Exception {
        Chat chat = new Chat("chat");
        try (Guard guard = held.guard("version: 1", chat)) {
            for (int i = 0; i < 5; i++) {
                guard.check(delete("v1"), IN_TOOL);
            }
            guard.check(delete("v2"), IN_TOOL);
            assertThat(chat.next().request().confirm()).isEqualTo("v1");
            assertThat(chat.next().request().confirm()).isEqualTo("v2");
            assertThat(chat.told).isEmpty();
        }
    }

    @Test
    void where_keys_are_named_a_channel_only_tells_and_rejects() throws Exception {
        String key = ApproverKey.create(home.resolve("alice.pem"), "correct horse".toCharArray());
        Chat chat = new Chat("chat");
        try (Guard guard =
                held.guard("version: 1\napproval: {approvers: [{name: alice, key: \"" + key + "\"}]}", chat)) {
            assertThat(guard.summary())
                    .contains(
                            "approvals are signed by `alice`",
                            "requests are also put to `chat`, to be rejected or signed");
            guard.check(delete("v1"), IN_TOOL);
            Told told = chat.next();
            Answer answer = told.reply().approve("v1", "alice");
            assertThat(answer.accepted()).isFalse();
            assertThat(answer.message())
                    .contains("can tell of request")
                    .contains("not approve it: only `alice` may, with `java -jar guard.jar approve");
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
            assertThat(told.reply().reject("no", "").accepted()).isTrue();
            assertThat(guard.check(delete("v1"), IN_TOOL).message()).contains("rejected");
        }
    }

    @Test
    void a_failing_or_hanging_channel_holds_nobody_up_lets_nothing_through_and_is_said_once() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        Chat chat = new Chat("chat");
        CapturedLog.clear();
        try (Guard guard = held.guard(
                "version: 1",
                channel("broken", (request, reply) -> {
                    throw new IllegalStateException("rw_9f3kQ2mZ7xT1bV8nL4cD6sH0");
                }),
                channel("hanging", (request, reply) -> hang.await()),
                channel("missing", (request, reply) -> {
                    throw new NoClassDefFoundError("x");
                }),
                chat)) {
            long start = System.nanoTime();
            for (int i = 0; i < 80; i++) {
                assertThat(guard.check(delete("v" + i), IN_TOOL).proceeds()).isFalse();
                chat.next();
            }
            assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
        } finally {
            hang.countDown();
        }
        assertThat(CapturedLog.lines().lines().filter(line -> line.contains("approval channel")))
                .filteredOn(line -> line.contains("broken") || line.contains("missing") || line.contains("[hanging"))
                .hasSize(3)
                .anyMatch(line -> line.contains("failed: java.lang.IllegalStateException"))
                .anyMatch(line -> line.contains("failed: java.lang.NoClassDefFoundError"))
                .anyMatch(line -> line.contains("[hanging, is busy"))
                .noneMatch(line -> line.contains("rw_9f3k"));
    }

    @Test
    void a_channel_that_waits_for_its_human_is_interrupted_when_the_request_expires() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        try (Guard guard =
                held.guard("version: 1\napproval: {expires-after: 1s}", channel("prompt", (request, reply) -> {
                    try {
                        Thread.sleep(60_000);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                }))) {
            guard.check(delete("v1"), IN_TOOL);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void two_channels_of_one_name_are_a_mistake() {
        assertThatThrownBy(() -> held.guard("version: 1", new Chat("chat"), new Chat("chat")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is an approval channel `chat` already");
        assertThatThrownBy(() -> held.guard("version: 1", new Chat(" "))).hasMessageContaining("1 to 100 characters");
    }
}
