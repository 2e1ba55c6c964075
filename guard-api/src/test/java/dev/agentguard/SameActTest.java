package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import dev.agentguard.pack.Packs;
import dev.agentguard.session.Quotas;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One act counts once, whether it is seen as a tool call, as the request of that call, or as that request again. */
class SameActTest {

    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final CallContext INSIDE = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final String PERMIT = """
            version: 1
            permits:
              - id: small-refunds
                match: {operation: ["stripe:POST /v1/refunds", "tool:refund*"], kind: money}
                amount: {each: 50 EUR, 1d: 100 EUR}
                once-per-resource: on
            """;

    @TempDir
    Path home;

    private Guard guard(String yaml) throws Exception {
        Path file = Files.writeString(home.resolve("guard.yaml"), yaml);
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private static ToolCall tool(String charge, int euros) {
        return new ToolCall(
                "refundCharge",
                "Refunds a charge",
                Map.of("chargeId", charge, "amount", euros, "currency", "EUR"),
                ToolDeclaration.none());
    }

    private static HttpCall request(String charge, int cents, String key) {
        return new HttpCall(
                "POST",
                "https://api.stripe.com/v1/refunds",
                Map.of(
                        "Content-Type", List.of("application/x-www-form-urlencoded"),
                        "Idempotency-Key", List.of(key)),
                Body.of("charge=" + charge + "&amount=" + cents));
    }

    private static boolean passes(Guard guard, Action action, CallContext context) {
        Verdict verdict = guard.check(action, context);
        if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        return verdict.proceeds();
    }

    @Test
    void theRequestOfAToolCallIsNotCountedAgain() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            for (String charge : List.of("ch_1", "ch_2")) {
                Verdict call = guard.check(tool(charge, 50), TOOL);
                assertThat(call.proceeds()).as(call.message()).isTrue();
                assertThat(passes(guard, request(charge, 5000, charge), INSIDE)).isTrue();
                guard.completed(call, Outcome.SUCCEEDED);
            }
            assertThat(guard.check(tool("ch_3", 1), TOOL).message()).contains("100 EUR in 1 day");
        }
    }

    @Test
    void aToolCallCoversOneRequestAndNoMoreThanItSaid() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            Verdict call = guard.check(tool("ch_1", 20), TOOL);
            assertThat(passes(guard, request("ch_1", 5000, "a"), INSIDE))
                    .as("more than it said, for a charge that was refunded")
                    .isFalse();
            assertThat(passes(guard, request("ch_1", 2000, "b"), INSIDE)).isTrue();
            assertThat(passes(guard, request("ch_1", 2000, "c"), INSIDE))
                    .as("a second one")
                    .isFalse();
            guard.completed(call, Outcome.SUCCEEDED);
            assertThat(passes(guard, request("ch_1", 2000, "d"), INSIDE))
                    .as("behind its end")
                    .isFalse();
        }
    }

    @Test
    void anotherChargeThanTheOneThatWasNamedIsTakenNoteOf() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            Verdict call = guard.check(tool("ch_1", 20), TOOL);
            assertThat(passes(guard, request("ch_2", 2000, "a"), INSIDE)).isTrue();
            guard.completed(call, Outcome.SUCCEEDED);
            assertThat(guard.check(tool("ch_2", 20), TOOL).message()).contains("done before");
        }
    }

    @Test
    void aRequestThatFailedGivesBackWhatCoveredIt() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            guard.check(tool("ch_1", 20), TOOL);
            guard.completed(guard.check(request("ch_1", 2000, "a"), INSIDE), Outcome.FAILED);
            assertThat(passes(guard, request("ch_1", 2000, "b"), INSIDE)).isTrue();
        }
    }

    @Test
    void theSameRequestWithTheSameKeyIsTheSameAct() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            assertThat(passes(guard, request("ch_1", 5000, "k"), INSIDE)).isTrue();
            assertThat(passes(guard, request("ch_1", 5000, "k"), INSIDE)).isTrue();
            assertThat(passes(guard, request("ch_1", 4000, "k"), INSIDE))
                    .as("another body")
                    .isFalse();
            assertThat(passes(guard, request("ch_1", 5000, "other"), INSIDE))
                    .as("another key")
                    .isFalse();
            assertThat(passes(guard, request("ch_2", 5000, "l"), INSIDE)).isTrue();
            assertThat(passes(guard, request("ch_3", 100, "m"), INSIDE))
                    .as("over the limit of the day")
                    .isFalse();
        }
    }

    @Test
    void aKeyThatItsServerDoesNotGoByMakesNoRequestTheSame() throws Exception {
        String permit = PERMIT.replace("\"stripe:POST /v1/refunds\"", "\"paypal:*\", \"http:*\"");
        try (Guard guard = guard(permit)) {
            for (String url : List.of(
                    "https://api-m.paypal.com/v2/payments/captures/c1/refund", "https://api.pay.example/v1/refunds")) {
                HttpCall refund = new HttpCall(
                        "POST",
                        url,
                        Map.of("Content-Type", List.of("application/json"), "Idempotency-Key", List.of("k")),
                        Body.of(
                                "{\"charge\": \"c1\", \"amount\": {\"value\": \"40.00\", \"currency_code\": \"EUR\"}}"));
                passes(guard, refund, INSIDE);
                assertThat(passes(guard, refund, INSIDE)).as(url).isFalse();
            }
        }
    }

    @Test
    void aKeyIsForgottenWhenItsServerMayHaveForgottenIt() {
        Packs packs = Packs.shipped();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        SameRequests same = new SameRequests(packs::idempotency, now::get);
        SameRequests.Request first = same.of(request("ch_1", 5000, "k"));
        same.proceeds(first);
        now.set(Instant.EPOCH.plus(Duration.ofHours(23)));
        assertThat(same.proceeded(same.of(request("ch_1", 5000, "k")))).isTrue();
        same.proceeds(same.of(request("ch_1", 5000, "k")));
        now.set(Instant.EPOCH.plus(Duration.ofHours(25)));
        assertThat(same.proceeded(same.of(request("ch_1", 5000, "k")))).isFalse();
    }

    @Test
    void aHumanSetsBackWhatWasUsed() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            assertThat(passes(guard, tool("ch_1", 50), TOOL)).isTrue();
            assertThat(passes(guard, tool("ch_2", 50), TOOL)).isTrue();
            assertThat(passes(guard, tool("ch_3", 1), TOOL)).isFalse();
            GuardConfig config = GuardConfig.load(home.resolve("guard.yaml"), true);
            Quotas quotas = new Quotas(config.quotas(), config.store());
            assertThat(quotas.standings(Instant.now()).get(0).used().values())
                    .allSatisfy(used -> assertThat(used).isEqualByComparingTo("100"));
            quotas.reset("small-refunds", "ines", Instant.now());
            assertThat(quotas.standings(Instant.now()).get(0).used().values())
                    .allSatisfy(used -> assertThat(used).isZero());
            assertThat(passes(guard, tool("ch_4", 50), TOOL)).isTrue();
        }
    }

    @Test
    void whatIsDeclaredDisposableMayBeDeletedAndNothingBesideIt() throws Exception {
        Files.createDirectories(home.resolve("target/classes"));
        Files.createDirectories(home.resolve("src"));
        String yaml = "version: 1\ndisposable: [target, node_modules]\n";
        try (Guard guard = guard(yaml)) {
            assertThat(passes(guard, shell("rm -rf " + home.resolve("target")), TOOL))
                    .isTrue();
            assertThat(passes(guard, shell("rm -rf " + home.resolve("node_modules/x")), TOOL))
                    .isTrue();
        }
        Path elsewhere = Files.createDirectories(Path.of("target/same-act").toAbsolutePath());
        Files.writeString(elsewhere.resolve("guard.yaml"), yaml);
        try (Guard guard = Guard.builder()
                .config(GuardConfig.load(elsewhere.resolve("guard.yaml"), true))
                .build()) {
            assertThat(passes(guard, shell("rm -rf " + elsewhere.resolve("target")), TOOL))
                    .isTrue();
            assertThat(passes(guard, shell("rm -rf " + elsewhere.resolve("src")), TOOL))
                    .isFalse();
            assertThat(passes(guard, shell("rm -rf " + elsewhere.resolve("target/.env")), TOOL))
                    .isFalse();
            assertThat(passes(guard, shell("rm -rf " + elsewhere.resolve("target/../src")), TOOL))
                    .isFalse();
            assertThat(passes(guard, shell("rm -rf " + elsewhere), TOOL)).isFalse();
        }
        try (Guard guard = Guard.builder()
                .config(GuardConfig.load(elsewhere.resolve("guard.yaml"), false))
                .build()) {
            assertThat(passes(guard, shell("rm -rf " + elsewhere.resolve("target")), TOOL))
                    .as("a file that was merely found loosens nothing")
                    .isFalse();
        }
    }

    @Test
    void whatALineMakesItMayDelete() throws Exception {
        Path work = Files.createDirectories(Path.of("target/same-line").toAbsolutePath());
        Path there = Files.createDirectories(work.resolve("there"));
        try (Guard guard = guard("version: 1\n")) {
            Path made = work.resolve("made");
            assertThat(passes(guard, shell("mkdir -p " + made + " && rm -r " + made), TOOL))
                    .isTrue();
            assertThat(passes(guard, shell("touch " + made + "; rm " + made), TOOL))
                    .isTrue();
            assertThat(passes(guard, shell("rm -r " + made + "2; mkdir " + made + "2"), TOOL))
                    .as("made afterwards")
                    .isFalse();
            assertThat(passes(guard, shell("mkdir -p " + there + " && rm -r " + there), TOOL))
                    .as("was there before")
                    .isFalse();
            assertThat(passes(
                            guard,
                            shell("mkdir " + made + "3; mv " + there + " " + made + "3; rm -r " + made + "3"),
                            TOOL))
                    .as("something was moved into it")
                    .isFalse();
            assertThat(passes(guard, shell("mkdir " + made + "4; rm -r " + work), TOOL))
                    .isFalse();
        }
    }

    @Test
    void someTemporaryFilesMayBeDeletedByAPattern() throws Exception {
        Path logs = Files.createTempDirectory("guard-logs").toRealPath();
        try (Guard guard = guard("version: 1\n")) {
            assertThat(passes(guard, shell("rm -f " + logs + "/*.log"), TOOL)).isTrue();
            for (String line :
                    List.of("rm -rf /tmp/*", "rm -rf /tmp/.*", "rm -f /tmp/*/../../srv/*.log", "rm /srv/*.log")) {
                assertThat(passes(guard, shell(line), TOOL)).as(line).isFalse();
            }
        } finally {
            Files.delete(logs);
        }
    }

    private static ProcessStart shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }
}
