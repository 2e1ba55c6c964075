package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.ConfigException;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.freeze.FreezeScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Budgets through the façade. */
class GuardBudgetTest {

    private static final CallContext ONE = new CallContext("assistant#1", Origin.WIRE_IN_TOOL);
    private static final CallContext TWO = new CallContext("assistant#2", Origin.WIRE_IN_TOOL);
    private static final HttpCall READ = new HttpCall("GET", "https://api.example.com/orders", Map.of(), Body.empty());
    private static final String PERMIT = "permits: [{id: any, match: {operation: \"railway:*\"}, count: {1d: 9999}}]\n";

    @TempDir
    Path home;

    private Guard guard(String yaml) throws IOException {
        Path file = Files.writeString(home.resolve("guard.yaml"), "version: 1\n" + yaml);
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private static HttpCall delete(String... volumes) {
        StringBuilder mutation = new StringBuilder();
        for (int i = 0; i < volumes.length; i++) {
            mutation.append(" v")
                    .append(i)
                    .append(": volumeDelete(volumeId: \\\"")
                    .append(volumes[i])
                    .append("\\\")");
        }
        return new HttpCall(
                "POST",
                "https://backboard.railway.app/graphql/v2",
                Map.of(),
                Body.of("{\"query\":\"mutation {" + mutation + " }\"}"));
    }

    private static HttpCall refund(String charge, String cents, String currency) {
        return new HttpCall(
                "POST",
                "https://api.stripe.com/v1/refunds",
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                Body.of("charge=" + charge + "&amount=" + cents + "&currency=" + currency));
    }

    private static boolean done(Guard guard, Action action, CallContext context) {
        Verdict verdict = guard.check(action, context);
        guard.completed(verdict, Outcome.SUCCEEDED);
        return verdict.proceeds();
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.decision().reasons().stream().map(Reason::rule).toList();
    }

    private void thaw(String session) throws Exception {
        GuardConfig config = GuardConfig.load(home.resolve("guard.yaml"), true);
        try (KillSwitch human = KillSwitch.of(config, home.resolve(".guard"))) {
            human.thaw(FreezeScope.session(session), "dana", null);
        }
        Thread.sleep(300);
    }

    @Test
    void aSessionThatUsedItsBudgetUpIsFrozenUntilAHumanLooked() throws Exception {
        try (Guard guard = guard(PERMIT + "budgets: {irreversible: {session: 3}}")) {
            for (int i = 0; i < 3; i++) {
                assertThat(done(guard, delete("v" + i), ONE)).isTrue();
            }
            Verdict fourth = guard.check(delete("v4"), ONE);
            assertThat(fourth.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(fourth.message())
                    .contains(
                            "this would take 1 after 3",
                            "3 irreversible effects a session",
                            "guard.budget.irreversible");
            Verdict read = guard.check(READ, ONE);
            assertThat(read.proceeds()).isFalse();
            assertThat(rules(read)).containsExactly("guard.budget.irreversible");
            assertThat(read.message()).contains("thaw --session assistant#1");
            assertThat(done(guard, READ, TWO)).isTrue();
            assertThat(done(guard, delete("v5"), TWO)).isTrue();

            thaw("assistant#1");
            assertThat(done(guard, delete("v4"), ONE)).isTrue();
        }
        try (Guard again = guard(PERMIT + "budgets: {irreversible: {session: 3}}")) {
            assertThat(done(again, delete("v6"), ONE)).isTrue();
            assertThat(done(again, delete("v7"), ONE)).isTrue();
            assertThat(done(again, delete("v8"), ONE))
                    .as("counted before the restart too")
                    .isFalse();
        }
    }

    @Test
    void aBatchCountsWithAllThatItDoes() throws Exception {
        try (Guard guard = guard(PERMIT + "budgets: {irreversible: {call: 2, session: 4}}")) {
            assertThat(done(guard, delete("a", "b"), ONE)).isTrue();
            assertThat(done(guard, delete("c"), ONE)).isTrue();
            assertThat(guard.check(delete("d", "e"), ONE).message()).contains("take 2 after 3");
            assertThat(guard.check(delete("a", "b", "c"), TWO).message())
                    .contains("2 irreversible effects in one call");
        }
    }

    @Test
    void aWindowIsOfAllSessionsAndPrograms() throws Exception {
        try (Guard guard = guard(PERMIT + "budgets: {irreversible: {1d: 3}}");
                Guard other = guard(PERMIT + "budgets: {irreversible: {1d: 3}}")) {
            assertThat(done(guard, delete("a"), ONE)).isTrue();
            assertThat(done(other, delete("b"), TWO)).isTrue();
            assertThat(done(guard, delete("c"), TWO)).isTrue();
            assertThat(guard.check(delete("d"), ONE).message()).contains("3 irreversible effects in 1 day");
            assertThat(other.check(delete("d"), TWO).proceeds()).isFalse();
        }
    }

    @Test
    void manyThreadsOfTwoGuardsGetNoMoreThanThereIs() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (Guard guard = guard(PERMIT + "budgets: {irreversible: {1d: 20}}");
                Guard other = guard(PERMIT + "budgets: {irreversible: {1d: 20}}")) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Guard one = i % 2 == 0 ? guard : other;
                CallContext context = new CallContext("assistant#" + i, Origin.WIRE_IN_TOOL);
                String volume = "v" + i;
                results.add(threads.submit(() -> done(one, delete(volume), context)));
            }
            int proceeded = 0;
            for (Future<Boolean> result : results) {
                proceeded += result.get() ? 1 : 0;
            }
            assertThat(proceeded).isEqualTo(20);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void whoKeepsTryingIsFrozen() throws Exception {
        try (Guard guard = guard("rules: [{id: no, match: {operation: \"railway:*\"}, verdict: deny}]\n"
                + "budgets: {refusals: {10m: 5}}")) {
            for (int i = 0; i < 6; i++) {
                assertThat(rules(guard.check(delete("v" + i), ONE))).doesNotContain("guard.budget.refusals");
            }
            Verdict read = guard.check(READ, ONE);
            assertThat(read.proceeds()).isFalse();
            assertThat(rules(read)).containsExactly("guard.budget.refusals");
            assertThat(read.message()).contains("5 refusals in 10 minutes");
            assertThat(done(guard, READ, TWO)).isTrue();
            thaw("assistant#1");
            assertThat(done(guard, READ, ONE)).isTrue();
            assertThat(guard.check(delete("v9"), ONE).proceeds()).isFalse();
            assertThat(done(guard, READ, ONE)).as("it starts anew").isTrue();
        }
    }

    @Test
    void moneyIsCountedInItsCurrency() throws Exception {
        try (Guard guard = guard("permits: [{id: refunds, match: {kind: money}, amount: {each: 500 EUR}}]\n"
                + "budgets: {spend: {1d: 80 EUR}}")) {
            assertThat(done(guard, refund("ch_1", "5000", "eur"), ONE)).isTrue();
            guard.completed(guard.check(refund("ch_2", "3000", "eur"), ONE), Outcome.FAILED);
            assertThat(done(guard, refund("ch_3", "3000", "eur"), ONE))
                    .as("what failed is given back")
                    .isTrue();
            Verdict more = guard.check(refund("ch_4", "1", "eur"), TWO);
            assertThat(more.decision()).isInstanceOf(Decision.Deny.class);
            assertThat(more.message()).contains("0.01", "after 80", "80 EUR in 1 day", "guard.budget.spend");
            Verdict pounds = guard.check(refund("ch_5", "100", "gbp"), new CallContext("x", Origin.WIRE_IN_TOOL));
            assertThat(pounds.decision()).isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void readsTheApplicationsWorkAndOwnFilesNeverCount() throws Exception {
        try (Guard guard =
                guard("application: {databases: []}\nbudgets: {irreversible: {call: 0, session: 0}, recoverable:"
                        + " {session: 0}}")) {
            CallContext application = new CallContext(CallContext.APPLICATION, Origin.WIRE);
            Path scratch = Files.createTempDirectory("guard-budget");
            for (int i = 0; i < 20; i++) {
                assertThat(done(guard, READ, ONE)).isTrue();
                assertThat(done(
                                guard,
                                new ProcessStart(List.of(
                                        "rm", "-r", scratch.resolve("x" + i).toString())),
                                ONE))
                        .isTrue();
            }
            assertThat(guard.check(new SqlCall("delete from t where id = 1"), application)
                            .decision())
                    .isNotInstanceOf(Decision.Deny.class);
            Files.delete(scratch);
        }
        assertThat(home.resolve(".guard/budgets.counts")).doesNotExist();
    }

    @Test
    void theRequestByWhichAToolDoesWhatItWasCalledForIsPartOfTheCall() throws Exception {
        String yaml = "permits: [{id: any, match: {reversibility: irreversible}, count: {1d: 9999}}]\n"
                + "budgets: {irreversible: {session: 2}}";
        CallContext tool = new CallContext("assistant#1", Origin.TOOL);
        try (Guard guard = guard(yaml)) {
            for (int i = 0; i < 2; i++) {
                Verdict call = guard.check(
                        new ToolCall("delete_volume", "", Map.of("volumeId", "v" + i), ToolDeclaration.none()), tool);
                assertThat(call.proceeds()).as(call.message()).isTrue();
                assertThat(done(guard, delete("v" + i), ONE)).isTrue();
                guard.completed(call, Outcome.SUCCEEDED);
            }
            assertThat(guard.check(delete("v3"), ONE).message()).contains("this would take 1 after 2");
        }
    }

    @Test
    void countsThatCannotBeReadHoldWhatCountsAndLetReadsGoOn() throws Exception {
        Files.createDirectory(home.resolve(".guard"));
        Files.writeString(home.resolve(".guard/budgets.counts"), "{\"value\":\"1e999999999\"}\n");
        try (Guard guard = guard(PERMIT)) {
            assertThat(done(guard, READ, ONE)).isTrue();
            Verdict held = guard.check(delete("a"), ONE);
            assertThat(held.proceeds()).isFalse();
            assertThat(held.decision()).isInstanceOf(Decision.Ask.class);
            assertThat(held.message()).contains("guard.budget.irreversible", "not known");
            assertThat(done(guard, READ, ONE)).as("nothing was frozen for it").isTrue();
        }
    }

    @Test
    void inMonitorModeNothingIsFrozen() throws Exception {
        try (Guard guard = guard(PERMIT + "mode: monitor\nbudgets: {irreversible: {session: 1}}")) {
            assertThat(done(guard, delete("a"), ONE)).isTrue();
            Verdict second = guard.check(delete("b"), ONE);
            assertThat(second.proceeds()).isTrue();
            assertThat(rules(second)).contains("guard.budget.irreversible");
            assertThat(rules(guard.check(READ, ONE))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "budgets: {irreversible: {call: -1}}",
                "budgets: {irreversible: {each: 1}}",
                "budgets: {irreversible: {60d: 1}}",
                "budgets: {irreversible: 3}",
                "budgets: {refusals: {session: 3}}",
                "budgets: {spend: {1d: 5}}",
                "budgets: {writes: {1d: 5}}"
            })
    void whatIsNoBudgetEndsTheStart(String yaml) {
        assertThatThrownBy(() -> guard(yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("guard.yaml:2:");
    }

    @Test
    void aConfigurationThatWasMerelyFoundAddsToTheDefaults() throws Exception {
        Path file = Files.writeString(
                home.resolve("guard.yaml"), "version: 1\nbudgets: {irreversible: {session: 100000, 1d: 5}}\n");
        assertThat(GuardConfig.load(file, false).budgets().toString())
                .contains("200 irreversible effects a session", "5 irreversible effects in 1 day", "1000 irreversible");
        assertThat(GuardConfig.load(file, true).budgets().toString())
                .contains("100000 irreversible effects a session", "200 refusals in 10 minutes")
                .doesNotContain("200 irreversible", "100 irreversible");
        assertThat(GuardConfig.none().budgets()).isEmpty();
    }
}
