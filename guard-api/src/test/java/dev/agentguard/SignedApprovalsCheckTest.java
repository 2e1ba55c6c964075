package dev.agentguard;

import static dev.agentguard.HeldVolume.IN_TOOL;
import static dev.agentguard.HeldVolume.delete;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a protected environment a yes that anybody could give is none. */
class SignedApprovalsCheckTest {

    private static final char[] PASSPHRASE = "correct horse".toCharArray();

    @TempDir
    static Path keys;

    private static String key;

    @TempDir
    Path home;

    private String protectedOne;

    /** Once: what a passphrase protects is slow on purpose. */
    @BeforeAll
    static void makeKey() throws Exception {
        key = ApproverKey.create(keys.resolve("alice.pem"), PASSPHRASE);
    }

    @BeforeEach
    void configure() throws Exception {
        // a copy that survives, so that nothing else refuses
        Files.writeString(home.resolve("volume.dump"), "x".repeat(2048));
        protectedOne = """
            version: 1
            agent: {environments: [production]}
            environments:
              production: {protected: true, resources: {"railway:volume": [v1]}}
            backups:
              - {name: dump, of: {resource: "railway:volume v1"}, location: "host backup", maximal-age: 1h, minimal-size: 1, check: {file: volume.dump}}
            """;
    }

    private Guard guard(String more) throws Exception {
        return new HeldVolume(home).guard(protectedOne + more);
    }

    private String approvers() {
        return "approval: {approvers: [{name: alice, key: \"" + key + "\"}]}\n";
    }

    @Test
    void without_keys_it_is_denied_and_nobody_is_asked() throws Exception {
        try (Guard guard = guard("")) {
            Verdict verdict = guard.check(delete("v1"), IN_TOOL);
            assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(verdict.decision().reasons())
                    .extracting(Reason::rule)
                    .startsWith("approval.unsigned", "reversibility.irreversible");
            assertThat(verdict.message()).contains("instead: have a human name approvers with keys in `approval`");
            assertThat(guard.approvals().pending()).isEmpty();
        }
    }

    @Test
    void with_keys_it_is_asked_about_and_a_signed_yes_lets_it_pass_once() throws Exception {
        try (Guard guard = guard(approvers())) {
            Verdict held = guard.check(delete("v1"), IN_TOOL);
            assertThat(held.decision()).isInstanceOf(Decision.Ask.class);
            ApprovalRequest request = guard.approvals().find(String.valueOf(held.approvalId()));
            assertThat(guard.approvals().approve(request, "v1", "whoever").accepted())
                    .isFalse();
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
            ApproverKey alice = ApproverKey.read("alice", keys.resolve("alice.pem"), PASSPHRASE);
            assertThat(guard.approvals().approve(request, "v1", alice).accepted())
                    .isTrue();
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isTrue();
            assertThat(guard.check(delete("v1"), IN_TOOL).proceeds()).isFalse();
        }
    }

    @Test
    void a_human_may_let_anybodys_yes_suffice() throws Exception {
        try (Guard guard = guard("checks: {signed-approvals: off}")) {
            assertThat(guard.check(delete("v1"), IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void elsewhere_it_is_asked_about_as_before() throws Exception {
        protectedOne = protectedOne.replace("protected: true, ", "");
        try (Guard guard = guard("")) {
            assertThat(guard.check(delete("v1"), IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void approvers_in_a_file_that_was_merely_found_prove_nothing() throws Exception {
        Path file = Files.writeString(home.resolve("guard.yaml"), protectedOne + approvers());
        GuardConfig found = GuardConfig.load(file, false);
        assertThat(found.areApprovalsSigned()).isFalse();
        assertThat(GuardConfig.load(file, true).areApprovalsSigned()).isTrue();
        assertThat(GuardConfig.none().areApprovalsSigned()).isFalse();
    }
}
