package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session made, was refused and may still use, through the façade. */
class GuardSessionTest {

    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final String PERMIT = """
            version: 1
            permits:
              - id: small-refunds
                match: {operation: "stripe:POST /v1/refunds"}
                amount: {each: 50 EUR, 1d: 80 EUR}
                once-per-resource: on
            """;

    @TempDir
    Path home;

    private Instant now = Instant.parse("2026-11-21T09:00:00Z");

    private Guard guard(String yaml) throws Exception {
        Path file = home.resolve("guard.yaml");
        Files.writeString(file, yaml);
        return Guard.builder()
                .config(GuardConfig.load(file, true))
                .clock(new Clock() {
                    @Override
                    public java.time.ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                })
                .build();
    }

    private static HttpCall refund(String charge, String amount) {
        String body = "charge=" + charge + (amount.isEmpty() ? "" : "&amount=" + amount) + "&currency=eur";
        return new HttpCall(
                "POST",
                "https://api.stripe.com/v1/refunds",
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                Body.of(body));
    }

    private static ProcessStart shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    private static boolean done(Guard guard, dev.agentguard.action.Action action) {
        Verdict verdict = guard.check(action, TOOL);
        if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        return verdict.proceeds();
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.decision().reasons().stream().map(Reason::rule).toList();
    }

    @Test
    void refundsPassWithinTheirPermitAndNoFurther() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            assertThat(done(guard, refund("ch_1", "4000"))).isTrue();
            assertThat(guard.check(refund("ch_1", "1000"), TOOL).message()).contains("done before");
            Verdict large = guard.check(refund("ch_2", "5001"), TOOL);
            assertThat(large.decision()).isInstanceOf(Decision.Ask.class);
            assertThat(large.message()).contains("50.01", "more than `50 EUR each`", "[permit.small-refunds");
            assertThat(done(guard, refund("ch_3", "4000"))).isTrue();
            assertThat(guard.check(refund("ch_4", "1"), TOOL).message()).contains("80 EUR in 1 day");
            now = now.plus(Duration.ofHours(25));
            assertThat(done(guard, refund("ch_5", "5000"))).isTrue();
        }
    }

    @Test
    void amountThatIsNotSaidIsAllOfItAndPassesNoPermit() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            assertThat(guard.check(refund("ch_1", ""), TOOL).decision()).isInstanceOf(Decision.Ask.class);
            assertThat(guard.check(refund("ch_1", "-100"), TOOL).decision()).isInstanceOf(Decision.Ask.class);
            HttpCall pounds = new HttpCall(
                    "POST",
                    "https://api.stripe.com/v1/refunds",
                    Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                    Body.of("charge=ch_1&amount=100&currency=gbp"));
            assertThat(guard.check(pounds, TOOL).decision()).isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void whatWasUsedIsKnownAfterARestartAndWhatFailedIsNotUsed() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            guard.completed(guard.check(refund("ch_1", "5000"), TOOL), Outcome.FAILED);
            assertThat(done(guard, refund("ch_1", "5000"))).isTrue();
        }
        try (Guard guard = guard(PERMIT)) {
            assertThat(guard.check(refund("ch_2", "5000"), TOOL).decision()).isInstanceOf(Decision.Ask.class);
            assertThat(done(guard, refund("ch_2", "3000"))).isTrue();
        }
    }

    @Test
    void whatBrokeOffMayHaveBeenDoneAndCounts() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            guard.completed(guard.check(refund("ch_1", "5000"), TOOL), Outcome.UNKNOWN);
            assertThat(guard.check(refund("ch_1", "1000"), TOOL).message()).contains("done before");
            assertThat(guard.check(refund("ch_2", "5000"), TOOL).message()).contains("80 EUR in 1 day");
        }
    }

    @Test
    void refundsAtTheSameTimeDoNotPassTogetherWhatOneMayNot() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Guard guard = guard(PERMIT)) {
            List<Callable<Boolean>> calls = java.util.stream.IntStream.range(0, 16)
                    .mapToObj(i -> (Callable<Boolean>) () -> done(guard, refund("ch_" + i, "2000")))
                    .toList();
            int passed = 0;
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                passed += call.get() ? 1 : 0;
            }
            assertThat(passed).isEqualTo(4);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void brokenCountsHoldWhatAPermitWouldLetThrough() throws Exception {
        try (Guard guard = guard(PERMIT)) {
            assertThat(done(guard, refund("ch_1", "100"))).isTrue();
            Files.writeString(home.resolve(".guard/uses.jsonl"), "no use\n", java.nio.file.StandardOpenOption.APPEND);
            assertThat(guard.check(refund("ch_2", "100"), TOOL).proceeds()).isFalse();
        }
    }

    @Test
    void permitTurnsNoRefusalIntoAYes() throws Exception {
        String denied = PERMIT + "rules: [{id: no-money, verdict: deny, match: {kind: money}}]\n";
        try (Guard guard = guard(denied)) {
            assertThat(rules(guard.check(refund("ch_1", "100"), TOOL))).startsWith("no-money");
        }
    }

    @Test
    void permitOfAConfigurationThatWasMerelyFoundDoesNotHold() throws Exception {
        Path file = home.resolve("guard.yaml");
        Files.writeString(file, PERMIT);
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, false)).build()) {
            assertThat(guard.check(refund("ch_1", "100"), TOOL).proceeds()).isFalse();
            assertThat(guard.summary()).anyMatch(line -> line.contains("permits"));
        }
    }

    @Test
    void capStopsWhatIsMoreThanASessionMayDo() throws Exception {
        String yaml = """
                version: 1
                caps:
                  - {id: notes, match: {operation: "tool:add_note"}, count: {session: 2}, reason: notes cost money}
                  - {id: mails, match: {kind: message}, recipients: {each: 2}}
                """;
        ToolCall note = new ToolCall("add_note", "Adds a note", Map.of("text", "a"), ToolDeclaration.none());
        try (Guard guard = guard(yaml)) {
            assertThat(done(guard, note)).isTrue();
            assertThat(done(guard, note)).isTrue();
            Verdict third = guard.check(note, TOOL);
            assertThat(third.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(third.message()).contains("2 times a session", "notes cost money", "[cap.notes");
            Verdict other = guard.check(note, new CallContext("other", Origin.TOOL));
            assertThat(other.proceeds()).isTrue();
            ToolCall mail = new ToolCall(
                    "send_email", "Sends a mail", Map.of("to", List.of("a", "b", "c")), ToolDeclaration.none());
            assertThat(guard.check(mail, TOOL).message()).contains("more than `2 recipients each`");
        }
    }

    @Test
    void whatWasRefusedIsRefusedInAStrongerFormAndByAnotherWay() throws Exception {
        String yaml = "version: 1\nrules: [{id: no-force, verdict: deny, match: {operation: \"git:push\","
                + " reversibility: irreversible}}]\n";
        try (Guard guard = guard(yaml)) {
            assertThat(rules(guard.check(shell("git push --force-with-lease origin main"), TOOL)))
                    .startsWith("no-force");
            Verdict stronger = guard.check(shell("git push --force origin main"), TOOL);
            assertThat(rules(stronger)).contains("session.refused-before");
            assertThat(done(guard, shell("git push origin main"))).isTrue();
        }
    }

    @Test
    void whatAHumanRejectedIsNotAskedAgainInOtherWords() throws Exception {
        String id = "3d2c42fb-8c1f-4c0e-9c52-1f1d0c8a7b11";
        try (Guard guard = guard("version: 1")) {
            Verdict held = guard.check(railway("volumeDelete(volumeId: \\\"" + id + "\\\")"), TOOL);
            assertThat(held.approvalId()).isNotNull();
            String other = "a: volumeDelete(volumeId: \\\"" + id + "\\\")";
            assertThat(guard.check(railway(other), TOOL).approvalId()).isNotNull();
            assertThat(new Approvals(home.resolve(".guard"), Clock.fixed(now, ZoneOffset.UTC), Duration.ofMinutes(15))
                            .reject(String.valueOf(held.approvalId()), "no", "ann")
                            .message())
                    .contains("is rejected");
            Verdict again = guard.check(railway("b: volumeDelete(volumeId: \\\"" + id + "\\\")"), TOOL);
            assertThat(again.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(rules(again)).contains("session.refused-before");
            assertThat(guard.check(railway("volumeDelete(volumeId: \\\"x\\\")"), TOOL)
                            .decision())
                    .isInstanceOf(Decision.Ask.class);
        }
    }

    private static HttpCall railway(String field) {
        return new HttpCall(
                "POST",
                "https://backboard.railway.com/graphql/v2",
                Map.of("Content-Type", List.of("application/json")),
                Body.of("{\"query\":\"mutation { " + field + " }\"}"));
    }

    @Test
    void sessionDeletesWhatItMadeAndNothingElse() throws Exception {
        Path work = Files.createDirectory(Path.of("target").toAbsolutePath().resolve("own-" + System.nanoTime()));
        Path mine = work.resolve("build");
        Path theirs = Files.createFile(work.resolve("thesis.txt"));
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(shell("rm -rf " + mine), TOOL).proceeds()).isFalse();
            assertThat(done(guard, shell("mkdir " + mine))).isTrue();
            assertThat(guard.check(shell("rm -rf " + theirs), TOOL).proceeds()).isFalse();
            assertThat(guard.check(shell("rm -rf " + work), TOOL).proceeds()).isFalse();
            assertThat(guard.check(shell("rm -rf " + mine + "/../thesis.txt"), TOOL)
                            .proceeds())
                    .isFalse();
            assertThat(guard.check(shell("rm -rf " + mine), new CallContext("other", Origin.TOOL))
                            .proceeds())
                    .isFalse();
            assertThat(done(guard, shell("rm -rf " + mine + "/classes"))).isTrue();
            assertThat(done(guard, shell("rm -rf " + mine))).isTrue();
            assertThat(guard.check(shell("rm -rf " + mine), TOOL).proceeds()).isFalse();
        }
    }

    @Test
    void sessionDeletesTheBranchItMade() throws Exception {
        try (Guard guard = guard("version: 1\nrules: [{id: b, verdict: ask, match: {operation: \"git:push\","
                + " kind: release, reversibility: irreversible}}]\nenvironments: {a: {protected: true}}\n"
                + "agent: {environments: [a]}")) {
            assertThat(guard.check(shell("git push origin --delete fix-1"), TOOL)
                            .proceeds())
                    .isFalse();
        }
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(shell("git push --force origin fix-1"), TOOL).proceeds())
                    .isFalse();
            assertThat(done(guard, shell("git switch -c fix-2"))).isTrue();
            assertThat(done(guard, shell("git push -u origin fix-2"))).isTrue();
            assertThat(done(guard, shell("git push --force origin fix-2"))).isTrue();
            assertThat(done(guard, shell("git push --force-with-lease origin fix-2")))
                    .isTrue();
            assertThat(done(guard, shell("git branch -D fix-2"))).isTrue();
            assertThat(done(guard, shell("git push origin --delete fix-2"))).isTrue();
            assertThat(done(guard, shell("git branch fix-3"))).isTrue();
            assertThat(done(guard, shell("git branch -D fix-3"))).isTrue();
            assertThat(guard.check(shell("git push --force origin main"), TOOL).proceeds())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "caps: [{id: a, match: {kind: money}}]",
                "caps: [{id: a, match: {kind: money}, count: {each: 3}}]",
                "caps: [{id: a, match: {kind: money}, count: {soon: 3}}]",
                "caps: [{id: a, match: {kind: money}, count: {1d: -3}}]",
                "permits: [{id: a, match: {}, count: {1d: 3}}]",
                "permits: [{id: a, match: {kind: money}, amount: {1d: 3}}]",
                "permits: [{id: a, match: {kind: money}, amount: {1d: 3 gold}}]",
                "permits: [{id: a, match: {kind: money}, amount: {1d: 3 EUR}}, {id: a, match: {kind: money}, count: {1d: 1}}]"
            })
    void mistakeIsNamedWithItsPlace(String section) {
        assertThatThrownBy(() -> guard("version: 1\n" + section))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("guard.yaml:2:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mv /srv/prod /tmp/x && rm -rf /tmp/x",
                "ln -s /srv/prod /tmp/x; rm -rf /tmp/x/*",
                "mount --bind /srv/prod /tmp/x && rm -rf /tmp/x",
                "rm -rf /tmp/*",
                "rm -rf /tmp/../srv"
            })
    void temporaryDirectoryIsNoWayToDeleteWhatWasElsewhere(String line) throws Exception {
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(shell(line), TOOL).proceeds()).isFalse();
        }
    }

    @Test
    void whatWasMovedIntoAnOwnDirectoryIsNotOwn() throws Exception {
        try (Guard guard = guard("version: 1")) {
            assertThat(done(guard, shell("mkdir /tmp/guard-own"))).isTrue();
            assertThat(guard.check(shell("rm -rf /tmp/guard-own"), TOOL).proceeds())
                    .isTrue();
            assertThat(done(guard, shell("mv /srv/prod /tmp/guard-own/"))).isTrue();
            assertThat(guard.check(shell("rm -rf /tmp/guard-own"), TOOL).proceeds())
                    .isFalse();
            assertThat(guard.check(shell("rm -rf /tmp/guard-own/prod/db"), TOOL).proceeds())
                    .isFalse();
            assertThat(guard.check(shell("rm -rf /tmp/guard-other"), TOOL).proceeds())
                    .isTrue();
        }
    }

    @Test
    void linkInAnOwnPlaceIsNotOwn() throws Exception {
        Path target = Files.createDirectory(home.resolve("target"));
        Path link = Files.createSymbolicLink(home.resolve("link"), target);
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(shell("rm -rf " + link + "/*"), TOOL).proceeds())
                    .isFalse();
            assertThat(guard.check(shell("rm -rf " + link + "/x"), TOOL).proceeds())
                    .isFalse();
        }
    }

    @Test
    void toolThatReturnsNormallyMayHaveMadeNothing() throws Exception {
        ToolCall branch = new ToolCall(
                "run_shell", "Runs a command", Map.of("command", "git branch main"), ToolDeclaration.none());
        ToolCall push = new ToolCall(
                "run_shell",
                "Runs a command",
                Map.of("command", "git push --force origin main"),
                ToolDeclaration.none());
        try (Guard guard = guard("version: 1")) {
            assertThat(done(guard, branch)).isTrue();
            assertThat(guard.check(push, TOOL).proceeds()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "git push --force origin fix main",
                "git push --force origin fix:main",
                "git push --prune origin fix",
                "git push --mirror origin fix"
            })
    void ownBranchIsNoWayToOverwriteAnother(String line) throws Exception {
        try (Guard guard = guard("version: 1")) {
            assertThat(done(guard, shell("git switch -c fix"))).isTrue();
            assertThat(done(guard, shell("git push --force origin fix"))).isTrue();
            assertThat(done(guard, shell("git switch -c fix"))).isTrue();
            assertThat(guard.check(shell(line), TOOL).proceeds()).isFalse();
        }
    }
}
