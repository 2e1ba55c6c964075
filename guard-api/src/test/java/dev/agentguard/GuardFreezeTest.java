package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.freeze.FreezeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kill switch and the broken glass through the façade. */
class GuardFreezeTest {

    private static final CallContext TOOL = new CallContext("assistant#1", Origin.TOOL);
    private static final CallContext IN_TOOL = new CallContext("assistant#1", Origin.WIRE_IN_TOOL);
    private static final CallContext OTHER = new CallContext("assistant#2", Origin.TOOL);
    private static final CallContext APPLICATION = new CallContext(CallContext.APPLICATION, Origin.WIRE);
    private static final HttpCall READ = new HttpCall("GET", "https://api.example.com/orders", Map.of(), Body.empty());
    private static final HttpCall WRITE = new HttpCall(
            "POST",
            "https://api.example.com/orders",
            Map.of("Content-Type", List.of("application/json")),
            Body.of("{\"name\":\"x\"}"));
    private static final HttpCall DELETE = new HttpCall(
            "POST",
            "https://backboard.railway.app/graphql/v2",
            Map.of(),
            Body.of("{\"query\":\"mutation { volumeDelete(volumeId: \\\"v1\\\") }\"}"));

    @TempDir
    Path home;

    private Guard guard(String yaml) throws IOException {
        return Guard.builder()
                .config(GuardConfig.load(Files.writeString(home.resolve("guard.yaml"), yaml), true))
                .build();
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.decision().reasons().stream().map(Reason::rule).toList();
    }

    private static void assertFrozen(Verdict verdict) {
        assertThat(verdict.proceeds()).isFalse();
        assertThat(rules(verdict)).contains("guard.frozen");
    }

    private String record() throws IOException {
        try (var files = Files.list(home.resolve(".guard"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("audit-"))
                    .map(file -> {
                        try {
                            return Files.readString(file);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .collect(Collectors.joining());
        }
    }

    @Test
    void aFrozenSessionReadsNothingAndOthersGoOn() throws Exception {
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(READ, TOOL).proceeds()).isTrue();
            guard.freeze(FreezeScope.session("assistant#1"), "odd things", null);

            Verdict read = guard.check(READ, TOOL);
            assertFrozen(read);
            assertThat(read.message())
                    .contains("session `assistant#1` was frozen by `the application`", "odd things", "guard.frozen")
                    .contains("thaw --session assistant#1");
            assertFrozen(guard.check(READ, IN_TOOL));
            assertFrozen(guard.check(WRITE, IN_TOOL));
            assertThat(guard.check(READ, OTHER).proceeds()).isTrue();
            assertThat(guard.check(WRITE, OTHER).proceeds()).isTrue();
            assertThat(guard.check(WRITE, APPLICATION).proceeds()).isTrue();

            try (KillSwitch human = KillSwitch.of(GuardConfig.none(), home.resolve(".guard"))) {
                assertThat(human.thaw(FreezeScope.session("assistant#1"), "dana", null))
                        .hasSize(1);
            }
            Thread.sleep(300);
            assertThat(guard.check(READ, TOOL).proceeds()).isTrue();
            guard.flush();
        }
        assertThat(record()).contains("\"kind\":\"FREEZE\"", "odd things", "\"kind\":\"THAW\"", "\"by\":\"dana\"");
    }

    @Test
    void outsideOfToolCallsAFrozenAgentMayBeAtWorkToo() throws Exception {
        try (Guard guard = guard("version: 1")) {
            guard.freeze(FreezeScope.agent("assistant"), "", null);
            assertFrozen(guard.check(READ, TOOL));
            assertFrozen(guard.check(READ, OTHER));
            assertFrozen(guard.check(WRITE, APPLICATION));
            assertThat(guard.check(READ, APPLICATION).proceeds()).isTrue();
            assertFrozen(guard.check(new SqlCall("delete from t where id = 1"), APPLICATION));
        }
        try (Guard guard = guard("version: 1")) {
            guard.freeze(FreezeScope.ALL, "", Duration.ofHours(1));
            assertFrozen(guard.check(READ, new CallContext("anybody", Origin.TOOL)));
            assertThat(guard.check(READ, APPLICATION).proceeds()).isTrue();
        }
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.summary()).anyMatch(line -> line.startsWith("everything was frozen by `the application`"));
        }
    }

    @Test
    void neitherAnApprovalNorAPermitNorOwnershipLoosensIt() throws Exception {
        try (Guard guard = guard("version: 1\npermits: [{id: any, match: {operation: \"railway:*\"}, count: {1d: 9}}]\n"
                + "disposable: [scratch]\n")) {
            assertThat(guard.check(DELETE, TOOL).proceeds()).isTrue();
            guard.freeze(FreezeScope.session("assistant#1"), "", null);
            assertFrozen(guard.check(DELETE, TOOL));
            assertFrozen(guard.check(
                    new ProcessStart(
                            List.of("rm", "-r", home.resolve("scratch/x").toString())),
                    TOOL));
        }
        try (Guard guard = guard("version: 1")) {
            Verdict held = guard.check(DELETE, OTHER);
            Approvals approvals = new Approvals(home.resolve(".guard"), Clock.systemUTC(), Duration.ofMinutes(15));
            ApprovalRequest request = Objects.requireNonNull(approvals.find(String.valueOf(held.approvalId())));
            assertThat(approvals.approve(request, "v1", "dana").accepted()).isTrue();
            guard.freeze(FreezeScope.session("assistant#2"), "", null);
            assertFrozen(guard.check(DELETE, OTHER));
        }
    }

    @Test
    void inMonitorModeItIsRecordedOnly() throws Exception {
        try (Guard guard = guard("version: 1\nmode: monitor")) {
            guard.freeze(FreezeScope.ALL, "", null);
            Verdict verdict = guard.check(READ, TOOL);
            assertThat(verdict.proceeds()).isTrue();
            assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
        }
        assertThat(record()).contains("guard.frozen");
    }

    @Test
    void theAgentCannotThawItself() throws Exception {
        try (Guard guard = guard("version: 1")) {
            Path file = home.resolve(".guard/freezes.jsonl");
            for (String line : List.of(
                    "java -jar guard.jar thaw --session assistant#1",
                    "java -jar /opt/guard.jar Thaw --all",
                    "java -cp guard.jar dev.agentguard.javaagent.GuardAgent thaw --all",
                    "echo all | java -jar guard.jar thaw --all",
                    "java -jar guard.jar break-glass --session assistant#1 --for PT1H --reason x",
                    "java -jar guard.jar audit prune",
                    "rm " + file,
                    "echo >> " + file,
                    "mv " + home.resolve(".guard") + " /tmp/elsewhere")) {
                Verdict verdict = guard.check(new ProcessStart(List.of("sh", "-c", line)), IN_TOOL);
                assertThat(verdict.decision()).as(line).isInstanceOf(Decision.Deny.class);
                assertThat(rules(verdict)).as(line).contains("guard.own-files");
            }
            Verdict freezing =
                    guard.check(new ProcessStart(List.of("java", "-jar", "guard.jar", "freeze", "--all")), IN_TOOL);
            assertThat(rules(freezing)).doesNotContain("guard.own-files");
        }
    }

    @Test
    void whatCannotBeReadStopsEverythingButReads() throws Exception {
        Files.createDirectory(home.resolve(".guard"));
        Files.writeString(home.resolve(".guard/freezes.jsonl"), "garbage\n");
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(READ, TOOL).proceeds()).isTrue();
            Verdict write = guard.check(WRITE, TOOL);
            assertFrozen(write);
            assertThat(write.message())
                    .contains("nobody knows what is frozen", "line 1")
                    .doesNotContain("garbage");
            assertFrozen(guard.check(WRITE, APPLICATION));
            assertThat(guard.status().problems()).anyMatch(problem -> problem.contains("nobody knows what is frozen"));
        }
    }

    @Test
    void aBrokenGlassTurnsAskIntoAllowForItsSessionAndIsRecorded() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        String key =
                "ed25519:" + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        Path pem = Files.writeString(
                home.resolve("alice.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        String yaml = "version: 1\napproval: {approvers: [{name: alice, key: \"" + key
                + "\", operations: [\"railway:*\"]}]}\nrules: [{id: no-services, match: {operation:"
                + " \"railway:serviceDelete\"}, verdict: deny}]\n";
        HttpCall denied = new HttpCall(
                "POST",
                "https://backboard.railway.app/graphql/v2",
                Map.of(),
                Body.of("{\"query\":\"mutation { serviceDelete(id: \\\"s1\\\") }\"}"));
        try (Guard guard = guard(yaml)) {
            assertThat(guard.check(DELETE, IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
            GuardConfig config = GuardConfig.load(home.resolve("guard.yaml"), true);
            try (KillSwitch human = KillSwitch.of(config, home.resolve(".guard"))) {
                human.breakGlass(
                        "assistant#1", ApproverKey.read("alice", pem, new char[0]), "fire", Duration.ofMinutes(15));
            }
            Thread.sleep(300);
            Verdict verdict = guard.check(DELETE, IN_TOOL);
            assertThat(verdict.proceeds()).as(verdict.message()).isTrue();
            assertThat(rules(verdict)).startsWith("guard.break-glass").contains("reversibility.irreversible");
            assertThat(guard.check(denied, IN_TOOL).decision()).isInstanceOf(Decision.Deny.class);
            assertThat(guard.check(DELETE, OTHER).decision()).isInstanceOf(Decision.Ask.class);
            assertThat(guard.check(DELETE, APPLICATION).decision()).isInstanceOf(Decision.Ask.class);
            assertThat(guard.check(new ProcessStart(List.of("rm", "-rf", "/data")), TOOL)
                            .decision())
                    .as("not among the approver's operations")
                    .isInstanceOf(Decision.Ask.class);
            guard.freeze(FreezeScope.session("assistant#1"), "", null);
            assertFrozen(guard.check(DELETE, IN_TOOL));
        }
        assertThat(record()).contains("\"kind\":\"BREAK_GLASS\"", "guard.break-glass", "\"by\":\"alice\"");
        try (Guard guard = guard(yaml)) {
            assertThat(guard.summary()).anyMatch(line -> line.startsWith("`alice` broke the glass"));
        }
        Path file = home.resolve("guard.yaml");
        try (KillSwitch human = KillSwitch.of(GuardConfig.load(file, true), home.resolve(".guard"))) {
            human.thaw(FreezeScope.session("assistant#1"), "", ApproverKey.read("alice", pem, new char[0]));
        }
        try (Guard found = Guard.builder().config(GuardConfig.load(file, false)).build()) {
            assertThat(found.check(DELETE, IN_TOOL).decision())
                    .as("approvers of a configuration that was merely found")
                    .isInstanceOf(Decision.Ask.class);
        }
    }
}
