package dev.agentguard;

import static dev.agentguard.HeldVolume.IN_TOOL;
import static dev.agentguard.HeldVolume.delete;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.approval.Approver;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.approval.Approvers;
import dev.agentguard.approval.Grant;
import dev.agentguard.approval.GrantUse;
import dev.agentguard.approval.Grants;
import dev.agentguard.decision.Decision;
import dev.agentguard.effect.Glob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a human allowed ahead of time. */
class GrantTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Glob DELETE = new Glob("railway:volumeDelete");
    private static final GrantUse V1 = new GrantUse("railway:volumeDelete", "railway:volume v1", "staging");
    private static final String PLACES = """
        version: 1
        agent: {environments: [staging]}
        environments:
          staging: {resources: {"railway:volume": [v1, v2]}}
          production: {resources: {"railway:volume": [p1]}}
        """;

    @TempDir
    Path home;

    private HeldVolume held;

    @BeforeEach
    void atHome() {
        held = new HeldVolume(home);
    }

    private Grants grants(Approvers approvers) {
        return new Grants(home.resolve(".guard"), Clock.systemUTC(), approvers);
    }

    private Path file() {
        return home.resolve(".guard").resolve(Grants.FILE);
    }

    private static boolean passes(Guard guard, String volume) {
        Verdict verdict = guard.check(delete(volume), IN_TOOL);
        guard.completed(verdict, Outcome.SUCCEEDED);
        return verdict.proceeds();
    }

    @Test
    void so_many_pass_and_no_more_and_nothing_else() throws Exception {
        try (Guard guard = held.guard(PLACES)) {
            assertThat(passes(guard, "v1")).isFalse();
            Grant grant = grants(Approvers.NONE).give(DELETE, V1, 2, HOUR, "dana", null);
            assertThat(passes(guard, "v2")).isFalse();
            assertThat(passes(guard, "v1")).isTrue();
            assertThat(grants(Approvers.NONE).standing()).containsEntry(grant, 1);
            assertThat(passes(guard, "v1")).isTrue();
            assertThat(passes(guard, "v1")).isFalse();
            guard.flush();
            try (var files = Files.walk(home.resolve(".guard"))) {
                assertThat(files.filter(path -> path.toString().contains("audit") && Files.isRegularFile(path))
                                .map(GrantTest::read))
                        .anyMatch(text -> text.contains("dana by grant " + grant.id()));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return "";
        }
    }

    @Test
    void what_is_denied_stays_denied() throws Exception {
        try (Guard guard = held.guard(PLACES)) {
            grants(Approvers.NONE)
                    .give(new Glob("*"), new GrantUse("", "railway:volume p1", "production"), 9, HOUR, "dana", null);
            Verdict verdict = guard.check(delete("p1"), IN_TOOL);
            assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(grants(Approvers.NONE).standing().values()).containsExactly(9);
        }
    }

    @Test
    void a_place_that_is_not_proven_is_not_granted() throws Exception {
        try (Guard guard = held.guard("version: 1")) {
            grants(Approvers.NONE).give(new Glob("*"), V1, 9, HOUR, "dana", null);
            assertThat(passes(guard, "v1")).isFalse();
        }
    }

    @Test
    void it_ends_when_it_is_taken_back_or_over() throws Exception {
        try (Guard guard = held.guard(PLACES)) {
            Grant grant = grants(Approvers.NONE).give(DELETE, V1, 9, HOUR, "dana", null);
            assertThat(grants(Approvers.NONE).revoke(grant.id())).isTrue();
            assertThat(grants(Approvers.NONE).revoke(grant.id())).isFalse();
            assertThat(passes(guard, "v1")).isFalse();
            grants(Approvers.NONE).give(DELETE, V1, 9, Duration.ofMillis(1), "dana", null);
            Thread.sleep(5);
            assertThat(passes(guard, "v1")).isFalse();
            assertThat(grants(Approvers.NONE).standing()).isEmpty();
        }
    }

    @Test
    void a_file_that_cannot_be_read_grants_nothing() throws Exception {
        try (Guard guard = held.guard(PLACES)) {
            grants(Approvers.NONE).give(DELETE, V1, 9, HOUR, "dana", null);
            Files.writeString(file(), Files.readString(file()) + "oops\n");
            assertThat(passes(guard, "v1")).isFalse();
        }
    }

    @Test
    void of_many_threads_of_two_guards_as_many_pass_as_there_are() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Guard one = held.guard(PLACES);
                Guard other = held.guard(PLACES)) {
            grants(Approvers.NONE).give(DELETE, V1, 5, HOUR, "dana", null);
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Guard guard = i % 2 == 0 ? one : other;
                all.add(threads.submit(() -> passes(guard, "v1")));
            }
            int passed = 0;
            for (Future<Boolean> each : all) {
                passed += each.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(5);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void where_approvers_are_named_only_their_signature_grants_and_only_what_is_theirs() throws Exception {
        String key = keyOf("alice");
        String other = keyOf("bob");
        ApproverKey alice = ApproverKey.read("alice", home.resolve("alice"), new char[0]);
        ApproverKey bob = ApproverKey.read("bob", home.resolve("bob"), new char[0]);
        Approvers approvers = new Approvers(
                List.of(
                        new Approver("alice", Approver.key(key), List.of()),
                        new Approver("bob", Approver.key(other), Glob.of(List.of("stripe:*")))),
                List.of());
        String yaml = PLACES + "approval: {approvers: [{name: alice, key: \"" + key + "\"}, {name: bob, key: \"" + other
                + "\", operations: [\"stripe:*\"]}]}\n";
        try (Guard guard = held.guard(yaml)) {
            assertThatThrownBy(() -> grants(approvers).give(DELETE, V1, 1, HOUR, "alice", null))
                    .hasMessageContaining("not signed with the key of `alice`");
            grants(Approvers.NONE).give(DELETE, V1, 1, HOUR, "alice", null); // as an agent would write it
            grants(approvers).give(DELETE, V1, 1, HOUR, "bob", bob);
            assertThat(passes(guard, "v1")).isFalse();

            grants(approvers).give(DELETE, V1, 1, HOUR, "alice", alice);
            String signed = Files.readString(file());
            Files.writeString(file(), signed.replace("\"count\":1", "\"count\":9"));
            assertThat(passes(guard, "v1")).isFalse();
            Files.writeString(file(), signed.replace("volume v1", "volume v2"));
            assertThat(passes(guard, "v2")).isFalse();
        }
        Files.delete(file());
        grants(approvers).give(DELETE, V1, 1, HOUR, "alice", alice);
        try (Guard guard = held.guard(yaml)) {
            assertThat(passes(guard, "v1")).isTrue();
            assertThat(passes(guard, "v1")).isFalse();
        }
        Files.delete(file());
        grants(approvers).give(DELETE, V1, 1, HOUR, "alice", alice);
        try (Guard guard =
                held.guard(yaml.replace("stripe:*\"]}]}", "stripe:*\"]}], four-eyes: [\"railway:volumeDelete\"]}"))) {
            assertThat(passes(guard, "v1")).isFalse();
        }
    }

    /** Makes a key without a passphrase, which takes no time. */
    private String keyOf(String name) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        Files.writeString(
                home.resolve(name),
                "-----BEGIN PRIVATE KEY-----\n"
                        + base64.encodeToString(pair.getPrivate().getEncoded()) + "\n-----END PRIVATE KEY-----\n");
        return "ed25519:" + base64.encodeToString(pair.getPublic().getEncoded());
    }

    @Test
    void the_agents_own_run_of_the_command_is_refused() throws Exception {
        try (Guard guard = held.guard(PLACES)) {
            for (String command : List.of("grant", "approve")) {
                Verdict verdict = guard.check(
                        new ProcessStart(List.of("java", "-jar", "guard.jar", command, "--operation", "railway:*")),
                        IN_TOOL);
                assertThat(verdict.decision()).as(command).isInstanceOf(Decision.Deny.class);
                assertThat(verdict.message()).contains("Guard's command line is for humans");
            }
        }
    }
}
