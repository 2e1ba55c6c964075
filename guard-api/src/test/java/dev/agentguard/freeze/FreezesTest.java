package dev.agentguard.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.approval.Approver;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.approval.Approvers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of freezes, what clocks do to it, and what somebody who can write it tries. */
class FreezesTest {

    private static final FreezeScope S1 = FreezeScope.session("assistant#1");

    @TempDir
    static Path keys;

    private static Approver alice;
    private static ApproverKey aliceKey;
    private static ApproverKey strangerKey;

    @TempDir
    Path store;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T09:00:00Z"));
    private long nanos = 1;

    @BeforeAll
    static void makeKeys() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        alice = new Approver("alice", pair.getPublic(), List.of());
        aliceKey = key("alice", pair);
        strangerKey = key("alice", KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    /** A key that nothing encrypts, since deriving one from a passphrase is slow on purpose. */
    private static ApproverKey key(String name, KeyPair pair) throws Exception {
        Path file = Files.createTempFile(keys, name, ".pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        return ApproverKey.read(name, file, new char[0]);
    }

    private Freezes freezes(Approvers approvers) {
        return new Freezes(store, now::get, approvers, () -> nanos);
    }

    private Freezes unsigned() {
        return freezes(Approvers.NONE);
    }

    private Freezes signed() {
        return freezes(new Approvers(List.of(alice), List.of()));
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        now.set(now.get().plus(time));
    }

    private Path file() {
        return store.resolve(FreezeFile.NAME);
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static @Nullable Frozen tool(Freezes freezes, String session) {
        return freezes.frozen(session, true, true, true);
    }

    private static boolean isFrozen(Freezes freezes, String session) {
        Frozen frozen = tool(freezes, session);
        return frozen != null && frozen.reads();
    }

    @Test
    void each_scope_covers_its_own_and_what_may_be_its_own() throws Exception {
        Freezes freezes = unsigned();
        assertThat(tool(freezes, "assistant#1")).isNull();

        freezes.freeze(S1, "dana", "odd", null);
        assertThat(isFrozen(freezes, "assistant#1")).isTrue();
        assertThat(tool(freezes, "assistant#11")).isNull();
        assertThat(freezes.frozen("application", false, false, true)).isNull();
        Frozen unattributed = freezes.frozen("application", true, false, true);
        assertThat(unattributed).isNotNull();
        assertThat(unattributed.reads()).isFalse();
        freezes.thaw(S1, "dana", null, ended -> {});

        freezes.freeze(FreezeScope.agent("Assistant"), "dana", "", null);
        assertThat(isFrozen(freezes, "com.example.Assistant#1")).isTrue();
        assertThat(isFrozen(freezes, "Assistant@5f1")).isTrue();
        assertThat(isFrozen(freezes, "Assistant")).isTrue();
        assertThat(tool(freezes, "OtherAssistant#1")).isNull();
        assertThat(tool(freezes, "Assistants#1")).isNull();
        Frozen nameless = tool(freezes, "@5f1");
        assertThat(nameless).isNotNull();
        assertThat(nameless.reads()).isFalse();
        Frozen outside = freezes.frozen("application", false, false, true);
        assertThat(outside).isNotNull();
        assertThat(outside.reads()).isFalse();

        freezes.freeze(FreezeScope.ALL, "dana", "", null);
        assertThat(isFrozen(freezes, "OtherAssistant#1")).isTrue();
        assertThat(freezes.frozen()).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void another_process_sees_it_a_quarter_of_a_second_later_at_most() throws Exception {
        Freezes mine = unsigned();
        Freezes theirs = unsigned();
        assertThat(mine.frozen("s", true, true, false)).isNull();
        theirs.freeze(FreezeScope.session("s"), "dana", "", null);
        assertThat(mine.frozen("s", true, true, false))
                .as("not looked at again yet")
                .isNull();
        pass(Duration.ofMillis(251));
        assertThat(mine.frozen("s", true, true, false)).isNotNull();
        theirs.thaw(FreezeScope.session("s"), "dana", null, ended -> {});
        pass(Duration.ofMillis(251));
        assertThat(mine.frozen("s", true, true, false)).isNull();
    }

    @Test
    void a_clock_that_is_set_does_not_change_how_long_a_freeze_lasts() throws Exception {
        Freezes running = unsigned();
        assertThat(tool(running, "assistant#1")).isNull();
        unsigned().freeze(S1, "dana", "", Duration.ofHours(1));
        assertThat(isFrozen(running, "assistant#1")).isTrue();

        now.set(now.get().minus(Duration.ofDays(300)));
        nanos += Duration.ofMinutes(59).toNanos();
        assertThat(isFrozen(running, "assistant#1")).as("set back").isTrue();
        assertThat(isFrozen(unsigned(), "assistant#1"))
                .as("set back, another process")
                .isTrue();
        now.set(now.get().plus(Duration.ofDays(600)));
        assertThat(isFrozen(running, "assistant#1")).as("set forward").isTrue();

        now.set(now.get().minus(Duration.ofDays(600)));
        nanos += Duration.ofMinutes(2).toNanos();
        assertThat(isFrozen(running, "assistant#1")).as("its hour is over").isFalse();
        Freezes later = unsigned();
        assertThat(isFrozen(later, "assistant#1")).as("nobody knows since when").isTrue();
        nanos += Duration.ofMinutes(61).toNanos();
        assertThat(isFrozen(later, "assistant#1")).as("not for ever").isFalse();
    }

    @Test
    void what_was_made_with_a_clock_that_is_behind_holds_its_whole_time_where_somebody_watches() throws Exception {
        Freezes running = unsigned();
        assertThat(tool(running, "assistant#1")).isNull();
        Instant right = now.get();
        now.set(right.minus(Duration.ofDays(1)));
        unsigned().freeze(S1, "dana", "", Duration.ofMinutes(10));
        now.set(right);
        assertThat(isFrozen(running, "assistant#1")).isTrue();
        pass(Duration.ofMinutes(9));
        assertThat(isFrozen(running, "assistant#1")).isTrue();
        pass(Duration.ofMinutes(2));
        assertThat(isFrozen(running, "assistant#1")).isFalse();
    }

    @Test
    void where_approvers_are_named_only_their_key_thaws() throws Exception {
        Freezes freezes = signed();
        freezes.freeze(S1, "anybody", "", null);
        assertThatThrownBy(() -> freezes.thaw(S1, "alice", null, ended -> {}))
                .isInstanceOf(FreezeException.class)
                .hasMessageContaining("`alice`")
                .hasMessageContaining("--key");
        assertThatThrownBy(() -> freezes.thaw(S1, "alice", strangerKey, ended -> {}))
                .hasMessageContaining("not signed with the key of `alice`");
        // past the command line, by whoever can write the store
        unsigned().thaw(S1, "alice", null, ended -> {});
        assertThat(isFrozen(freezes, "assistant#1")).isTrue();
        assertThat(isFrozen(signed(), "assistant#1")).isTrue();
        assertThat(freezes.notes()).singleElement().asString().contains("does not count", "not signed");

        assertThat(freezes.thaw(S1, "alice", aliceKey, ended -> {})).hasSize(1);
        assertThat(isFrozen(freezes, "assistant#1")).isFalse();
        assertThat(isFrozen(signed(), "assistant#1")).isFalse();
    }

    @Test
    void a_signed_thaw_says_nothing_of_another_freeze() throws Exception {
        Freezes freezes = signed();
        freezes.freeze(S1, "anybody", "", null);
        freezes.thaw(S1, "alice", aliceKey, ended -> {});
        List<String> lines = Files.readAllLines(file());
        String thaw = lines.get(1);
        freezes.freeze(S1, "anybody", "", null);
        append(thaw + "\n");
        assertThat(isFrozen(signed(), "assistant#1")).as("replayed").isTrue();
        String id = EntryJson.read(Files.readAllLines(file()).get(2)).id();
        String old = EntryJson.read(thaw).thaws().get(0);
        append(thaw.replace(old, id) + "\n");
        assertThat(isFrozen(signed(), "assistant#1")).as("changed").isTrue();
    }

    @Test
    void a_thaw_that_must_be_recorded_first_and_cannot_be_does_not_happen() throws Exception {
        Freezes freezes = unsigned();
        freezes.freeze(S1, "dana", "", null);
        assertThatThrownBy(() -> freezes.thaw(S1, "dana", null, ended -> {
                    throw new FreezeException("the record is full");
                }))
                .hasMessage("the record is full");
        assertThat(isFrozen(freezes, "assistant#1")).isTrue();
        assertThatThrownBy(() -> freezes.thaw(FreezeScope.ALL, "dana", null, ended -> {}))
                .hasMessageContaining("everything is not frozen by itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{}",
                "[]",
                "\u0000",
                "{\"kind\":\"FREEZE\",\"kind\":\"THAW\"}",
                "{\"at\":\"2026-11-22T09:00:00Z\",\"by\":\"x\",\"id\":\"1\",\"kind\":\"MELT\",\"name\":\"\",\"reason\":\"\",\"scope\":\"ALL\"}",
                "{\"at\":\"yesterday\",\"by\":\"x\",\"id\":\"1\",\"kind\":\"FREEZE\",\"name\":\"\",\"reason\":\"\",\"scope\":\"ALL\"}",
                "{\"at\":\"+1000000000-12-31T23:59:59Z\",\"by\":\"x\",\"for\":\"PT99H\",\"id\":\"1\",\"kind\":\"FREEZE\",\"name\":\"\",\"reason\":\"\",\"scope\":\"ALL\"}",
                "{\"at\":\"2026-11-22T09:00:00Z\",\"by\":7,\"id\":\"1\",\"kind\":\"FREEZE\",\"name\":\"\",\"reason\":\"\",\"scope\":\"ALL\"}",
                "{\"at\":\"2026-11-22T09:00:00Z\",\"by\":\"x\",\"for\":\"PT-1H\",\"id\":\"1\",\"kind\":\"FREEZE\",\"name\":\"\",\"reason\":\"\",\"scope\":\"ALL\"}",
                "{\"at\":\"2026-11-22T09:00:00Z\",\"by\":\"x\",\"for\":\"PT9223372036854775807S\",\"id\":\"1\",\"kind\":\"FREEZE\",\"name\":\"\",\"reason\":\"\",\"scope\":\"ALL\"}"
            })
    void what_cannot_be_read_freezes_everything_but_reads(String line) throws Exception {
        append(line + "\n");
        Freezes freezes = unsigned();
        Frozen frozen = tool(freezes, "anybody");
        assertThat(frozen).isNotNull();
        assertThat(frozen.reads()).isFalse();
        assertThat(frozen.text())
                .contains("nobody knows what is frozen", "line 1")
                .doesNotContain("MELT");
        Frozen outside = freezes.frozen("application", false, false, true);
        assertThat(outside).isNotNull();
        // stopping is possible all the same, and starting is a human's
        freezes.freeze(S1, "dana", "", null);
        assertThatThrownBy(() -> freezes.thaw(S1, "dana", null, ended -> {})).hasMessageContaining("line 1");
    }

    @Test
    void hostile_sizes_and_kinds_of_files_freeze_everything_but_reads() throws Exception {
        Files.write(file(), new byte[9 << 20]);
        assertThat(tool(unsigned(), "s")).isNotNull();
        Files.delete(file());
        append("{\"by\":\"" + "x".repeat(70_000) + "\"}\n");
        assertThat(tool(unsigned(), "s")).isNotNull();
        Files.delete(file());
        append("[".repeat(60_000) + "\n");
        assertThat(tool(unsigned(), "s")).isNotNull();
        Files.delete(file());
        Files.createDirectory(file());
        assertThat(tool(unsigned(), "s")).isNotNull();
        Files.delete(file());
        Files.createSymbolicLink(file(), Files.writeString(store.resolve("empty"), ""));
        assertThat(tool(unsigned(), "s")).isNotNull();
        Files.delete(file());
        assertThat(tool(unsigned(), "s")).isNull();
    }

    @Test
    void what_a_process_that_died_left_half_written_hides_nothing() throws Exception {
        Freezes running = unsigned();
        running.freeze(S1, "dana", "", null);
        append("{\"kind\":\"THAW\",\"na");
        assertThat(isFrozen(running, "assistant#1")).isTrue();
        unsigned().freeze(FreezeScope.session("other"), "dana", "", null);
        assertThat(isFrozen(running, "assistant#1")).isTrue();
        assertThat(isFrozen(running, "other")).isTrue();
        assertThat(Files.readString(file(), StandardCharsets.US_ASCII)).doesNotContain("THAW");
    }

    @Test
    void a_file_that_is_removed_or_rewritten_thaws_nothing_in_a_running_program() throws Exception {
        Freezes running = unsigned();
        running.freeze(S1, "dana", "", null);
        Files.delete(file());
        assertThat(isFrozen(running, "assistant#1")).isTrue();
        assertThat(running.notes()).singleElement().asString().contains("removed or rewritten");
        running.freeze(FreezeScope.session("two"), "dana", "", null);
        running.thaw(FreezeScope.session("two"), "dana", null, ended -> {});
        assertThat(isFrozen(running, "two")).isFalse();
        assertThat(isFrozen(running, "assistant#1")).isTrue();
        Files.writeString(file(), "");
        assertThat(isFrozen(running, "assistant#1")).isTrue();
    }

    @Test
    void texts_stay_on_their_line_and_within_bounds() throws Exception {
        Freezes freezes = unsigned();
        Frozen frozen = freezes.freeze(S1, "da`na\n", "why\u001b[2J\u202e not\r\n" + "x".repeat(9_000), null);
        assertThat(frozen.text())
                .doesNotContain("\u001b", "\u202e", "\n", "\r", "da`na")
                .hasSizeLessThan(500);
        assertThat(Files.readAllLines(file())).hasSize(1);
        assertThatThrownBy(() -> FreezeScope.session("x\ny")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FreezeScope.session(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> freezes.freeze(S1, "dana", "", Duration.ZERO)).hasMessageContaining("length");
    }

    @Test
    void the_glass_is_broken_by_an_approver_only_and_for_its_time() throws Exception {
        assertThatThrownBy(() -> unsigned().breakGlass("s", aliceKey, "fire", Duration.ofMinutes(15), glass -> {}))
                .hasMessageContaining("names no approver");
        Freezes freezes = signed();
        assertThatThrownBy(() -> freezes.breakGlass("s", strangerKey, "fire", Duration.ofMinutes(15), glass -> {}))
                .hasMessageContaining("not signed");
        assertThatThrownBy(() -> freezes.breakGlass("s", aliceKey, " ", Duration.ofMinutes(15), glass -> {}))
                .hasMessageContaining("reason");
        assertThatThrownBy(() -> freezes.breakGlass("s", aliceKey, "fire", Duration.ofHours(9), glass -> {}))
                .hasMessageContaining("8 hours");
        assertThat(freezes.glass("s")).isNull();

        freezes.breakGlass("s", aliceKey, "fire", Duration.ofMinutes(15), glass -> {});
        assertThat(freezes.glass("s")).isNotNull();
        assertThat(freezes.glass("t")).isNull();
        assertThat(signed().glasses()).hasSize(1);
        assertThat(unsigned().glasses()).as("no approver named").isEmpty();

        now.set(now.get().minus(Duration.ofHours(1)));
        assertThat(freezes.glass("s")).as("clock set back").isNull();
        assertThat(signed().glass("s")).as("clock set back").isNull();
        now.set(now.get().plus(Duration.ofHours(1)));
        nanos += Duration.ofMinutes(16).toNanos();
        assertThat(freezes.glass("s"))
                .as("its time is over, whatever the time of day")
                .isNull();
        now.set(now.get().plus(Duration.ofMinutes(16)));
        assertThat(signed().glass("s")).isNull();
    }

    @Test
    void a_signed_glass_that_somebody_changes_is_whole() throws Exception {
        Freezes freezes = signed();
        freezes.breakGlass("s", aliceKey, "fire", Duration.ofMinutes(15), glass -> {});
        String line = Files.readString(file());
        for (String changed : List.of(
                line.replace("\"name\":\"s\"", "\"name\":\"t\""),
                line.replace("PT15M", "PT8H"),
                line.replace("SESSION", "AGENT"),
                line.replaceFirst("\"signature\":\"[^\"]*\"", "\"signature\":\"AAAA\""),
                line.replaceFirst(",\"signature\":\"[^\"]*\"", ""))) {
            assertThat(changed).isNotEqualTo(line);
            Files.writeString(file(), changed);
            assertThat(signed().glasses()).as(changed).isEmpty();
        }
    }
}
