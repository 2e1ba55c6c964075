package dev.agentguard.decision;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;
import static dev.agentguard.annotation.Reversibility.RECOVERABLE;
import static dev.agentguard.annotation.Reversibility.REVERSIBLE;
import static dev.agentguard.annotation.Reversibility.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.Location;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the design, cell by cell. */
class DecisionTableTest {

    static Stream<Arguments> cells() {
        return Stream.of(
                argumentSet("read, assigned", READ_ONLY, Given.IN_STAGING, "allow"),
                argumentSet("read, another", READ_ONLY, Given.IN_PRODUCTION, "allow"),
                argumentSet("read, another that denies reads", READ_ONLY, Given.proven("vault"), "deny"),
                argumentSet("read, two, one denies reads", READ_ONLY, Given.proven("production", "vault"), "deny"),
                argumentSet("read, another nobody declared", READ_ONLY, Given.proven("railway:x"), "allow"),
                argumentSet("read, unknown", READ_ONLY, Given.UNKNOWN, "allow"),
                argumentSet("read, undeclared", READ_ONLY, Given.UNDECLARED, "allow"),
                argumentSet("reversible, assigned", REVERSIBLE, Given.IN_STAGING, "allow"),
                argumentSet("reversible, another", REVERSIBLE, Given.IN_PRODUCTION, "deny"),
                argumentSet("reversible, unknown", REVERSIBLE, Given.UNKNOWN, "ask"),
                argumentSet("reversible, pack, undeclared", REVERSIBLE, Given.UNDECLARED, "ask"),
                argumentSet("recoverable, assigned", RECOVERABLE, Given.IN_STAGING, "allow"),
                argumentSet("recoverable, another", RECOVERABLE, Given.IN_PRODUCTION, "deny"),
                argumentSet("recoverable, unknown", RECOVERABLE, Given.UNKNOWN, "ask"),
                argumentSet("recoverable, undeclared", RECOVERABLE, Given.UNDECLARED, "ask"),
                argumentSet("irreversible, assigned", IRREVERSIBLE, Given.IN_STAGING, "ask"),
                argumentSet("irreversible, disposable", IRREVERSIBLE, Given.proven("sandbox"), "allow"),
                argumentSet(
                        "irreversible, disposable and another",
                        IRREVERSIBLE,
                        Given.proven("sandbox", "staging"),
                        "ask"),
                argumentSet(
                        "irreversible, assigned and another",
                        IRREVERSIBLE,
                        Given.proven("staging", "production"),
                        "deny"),
                argumentSet("irreversible, nobody declared", IRREVERSIBLE, Given.proven("railway:x"), "deny"),
                argumentSet("irreversible, unknown", IRREVERSIBLE, Given.UNKNOWN, "deny"),
                argumentSet("irreversible, undeclared", IRREVERSIBLE, Given.UNDECLARED, "deny"),
                argumentSet("unknown, assigned", UNKNOWN, Given.IN_STAGING, "ask"),
                argumentSet("unknown, disposable", UNKNOWN, Given.proven("sandbox"), "ask"),
                argumentSet("unknown, another", UNKNOWN, Given.IN_PRODUCTION, "deny"),
                argumentSet("unknown, unknown", UNKNOWN, Given.UNKNOWN, "ask"),
                argumentSet("unknown, undeclared", UNKNOWN, Given.UNDECLARED, "ask"));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void cell_holds(Reversibility reversibility, Location location, String expected) {
        Decision decision =
                Decider.decide(Given.facts(Given.facts(Given.effect(reversibility), location)), Given.policy());
        assertThat(Given.verdict(decision)).as("%s", decision).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void without_environments_the_first_column_holds(Reversibility reversibility, Location location) {
        Policy policy =
                new Policy("1", true, Map.of(), Set.of(), EnumSet.allOf(Check.class), Application.NONE, false, true);
        Decision decision = Decider.decide(Given.facts(Given.facts(Given.effect(reversibility), location)), policy);
        assertThat(Given.verdict(decision))
                .isEqualTo(Set.of(IRREVERSIBLE, UNKNOWN).contains(reversibility) ? "ask" : "allow");
    }

    @Test
    void recoverable_in_an_assigned_protected_environment_asks() {
        Policy policy = new Policy(
                "1",
                true,
                Map.of("production", Given.PRODUCTION),
                Set.of("production"),
                EnumSet.allOf(Check.class),
                Application.NONE,
                false,
                true);
        Decision decision =
                Decider.decide(Given.facts(Given.facts(Given.effect(RECOVERABLE), Given.IN_PRODUCTION)), policy);
        assertThat(Given.verdict(decision)).isEqualTo("ask");
    }

    @Test
    void secrets_of_another_protected_environment_ask() {
        Effect secrets = Given.effect(READ_ONLY).toBuilder().kind(Kind.ACCESS).build();
        assertThat(Given.verdict(decide(secrets, Given.IN_PRODUCTION))).isEqualTo("ask");
        assertThat(Given.verdict(decide(secrets, Given.IN_STAGING))).isEqualTo("allow");
        assertThat(Given.verdict(decide(secrets, Given.proven("railway:x")))).isEqualTo("allow");
        assertThat(Given.verdict(decide(secrets, Given.proven("railway:x", "vault"))))
                .isEqualTo("deny");
    }

    @Test
    void a_write_read_completely_may_go_where_nobody_declared_anything() {
        for (Basis basis : Basis.values()) {
            Effect write = Given.effect(REVERSIBLE).toBuilder().basis(basis).build();
            assertThat(Given.verdict(decide(write, Given.UNDECLARED)))
                    .as(basis.name())
                    .isEqualTo(basis == Basis.PACK ? "ask" : "allow");
        }
    }

    @Test
    void what_an_agent_without_assignment_touches_is_elsewhere() {
        Policy policy = new Policy(
                "1",
                true,
                Map.of("staging", Given.STAGING),
                Set.of(),
                EnumSet.allOf(Check.class),
                Application.NONE,
                false,
                true);
        Decision decision =
                Decider.decide(Given.facts(Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING)), policy);
        assertThat(decision)
                .isEqualTo(new Decision.Deny(List.of(new Reason(
                        "scope.other-environment",
                        "`railway:volumeDelete` on railway:volume `v1` lives in `staging`; this agent works in no"
                                + " declared environment",
                        "the resolver's answer",
                        "act only on what lives in an assigned environment alone"))));
    }

    @Test
    void an_allowed_write_says_why() {
        assertThat(Given.rules(decide(Given.effect(REVERSIBLE), Given.IN_STAGING)))
                .containsExactly("reversibility.reversible", "scope.assigned");
    }

    @Test
    void the_reasons_of_the_incident_name_both_environments() {
        Decision decision = decide(Given.effect(IRREVERSIBLE), Given.proven("staging", "production"));
        assertThat(decision.reasons().get(0))
                .isEqualTo(new Reason(
                        "scope.other-environment",
                        "`railway:volumeDelete` on railway:volume `v1` lives in `production` and `staging`; this agent"
                                + " works in `sandbox` and `staging`",
                        "the resolver's answer",
                        "act only on what lives in `sandbox` and `staging` alone"));
    }

    @Test
    void an_unknown_location_says_why_and_how_to_verify() {
        assertThat(decide(Given.effect(IRREVERSIBLE), Given.UNKNOWN).reasons().get(0))
                .isEqualTo(new Reason(
                        "scope.unknown",
                        "where `railway:volumeDelete` on railway:volume `v1` lives is unknown: the resolver timed out",
                        "body.query 1:12 `volumeDelete`",
                        "have a human declare where it lives in `guard.yaml` (`environments`) or configure a resolver,"
                                + " then retry"));
        assertThat(decide(Given.effect(IRREVERSIBLE), Given.UNDECLARED)
                        .reasons()
                        .get(0)
                        .text())
                .endsWith("lives is unknown: no environment declares `api.example.com`");
    }

    @Test
    void a_switched_off_check_says_nothing() {
        Facts elsewhere = Given.facts(Given.facts(Given.effect(IRREVERSIBLE), Given.IN_PRODUCTION));
        assertThat(Given.rules(Decider.decide(elsewhere, Given.policy(Check.SCOPE))))
                .containsExactly("reversibility.irreversible");
        assertThat(Given.rules(Decider.decide(elsewhere, Given.policy(Check.REVERSIBILITY))))
                .containsExactly("scope.other-environment");
        assertThat(Given.verdict(Decider.decide(elsewhere, Given.policy(Check.SCOPE, Check.REVERSIBILITY))))
                .isEqualTo("allow");
    }

    @Test
    void the_strictest_of_several_effects_wins_and_nothing_understood_asks() {
        EffectFacts read = Given.facts(Given.effect(READ_ONLY), Given.IN_STAGING);
        EffectFacts asked = Given.facts(Given.effect(IRREVERSIBLE), Given.IN_STAGING);
        EffectFacts denied = Given.facts(Given.effect(REVERSIBLE), Given.IN_PRODUCTION);
        assertThat(Given.verdict(Decider.decide(Given.facts(read), Given.policy())))
                .isEqualTo("allow");
        assertThat(Given.verdict(Decider.decide(Given.facts(read, asked), Given.policy())))
                .isEqualTo("ask");
        Decision all = Decider.decide(Given.facts(read, asked, denied), Given.policy());
        assertThat(Given.verdict(all)).isEqualTo("deny");
        assertThat(Given.rules(all)).startsWith("scope.other-environment", "reversibility.irreversible");
        assertThat(Given.verdict(Decider.decide(Given.facts(), Given.policy()))).isEqualTo("ask");
    }

    @Test
    void an_effect_on_everything_is_named_so() {
        Effect all = Given.effect(IRREVERSIBLE).toBuilder()
                .resource("railway:volume", null)
                .reach(dev.agentguard.effect.Reach.ALL)
                .build();
        assertThat(decide(all, Given.IN_STAGING).reasons().get(0).text())
                .startsWith("`railway:volumeDelete` on every railway:volume is IRREVERSIBLE");
        Effect one = Given.effect(IRREVERSIBLE).toBuilder().resource("x", null).build();
        assertThat(decide(one, Given.IN_STAGING).reasons().get(0).text())
                .startsWith("`railway:volumeDelete` is IRREVERSIBLE");
    }

    @Test
    void every_class_has_its_row() {
        assertThat(cells().map(cell -> cell.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(Reversibility.values()));
    }

    private static Decision decide(Effect effect, Location location) {
        return Decider.decide(Given.facts(Given.facts(effect, location)), Given.policy());
    }
}
