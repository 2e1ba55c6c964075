package dev.agentguard.decision;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;
import static dev.agentguard.annotation.Reversibility.RECOVERABLE;
import static dev.agentguard.annotation.Reversibility.REVERSIBLE;
import static dev.agentguard.annotation.Reversibility.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Recoverability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only tightens: rules, credentials, recoverability. */
class TighteningTest {

    private static final RuleMatch ASK = new RuleMatch(
            "AGENTS.md:3", "AGENTS.md:3", RuleMatch.Verdict.ASK, "never delete volumes without approval", "detach it");
    private static final RuleMatch DENY =
            new RuleMatch("no-volumes", "guard.yaml:9", RuleMatch.Verdict.DENY, "no volumes", null);

    @Test
    void a_rule_asks_or_denies_and_names_its_line() {
        EffectFacts write = Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING);
        Decision asked = decide(Given.with(write, ASK));
        assertThat(Given.verdict(asked)).isEqualTo("ask");
        assertThat(asked.reasons().get(0))
                .isEqualTo(new Reason(
                        "AGENTS.md:3",
                        "`railway:volumeDelete` on railway:volume `v1` is against `never delete volumes without approval`",
                        "AGENTS.md:3",
                        "detach it"));
        assertThat(Given.verdict(decide(Given.with(write, ASK, DENY)))).isEqualTo("deny");
        assertThat(Given.verdict(decide(Given.with(write, DENY), Check.RULES))).isEqualTo("allow");
    }

    @Test
    void a_rule_denies_even_in_a_disposable_environment() {
        EffectFacts write = Given.facts(Given.effect(IRREVERSIBLE), Given.proven("sandbox"));
        assertThat(Given.verdict(decide(Given.with(write, DENY)))).isEqualTo("deny");
    }

    @Test
    void a_found_credential_denies_writes_and_asks_for_reads() {
        for (Reversibility reversibility : Reversibility.values()) {
            EffectFacts facts =
                    Given.with(Given.facts(Given.effect(reversibility), Given.proven("sandbox")), Given.found());
            Decision decision = decide(facts);
            assertThat(Given.verdict(decision))
                    .as(reversibility.name())
                    .isEqualTo(reversibility == READ_ONLY ? "ask" : "deny");
            assertThat(decision.reasons().get(0))
                    .isEqualTo(new Reason(
                            "credentials.found",
                            "token `…k3f9` was handed to nobody: it was first seen in the result of `readFile`",
                            "header Authorization",
                            "ask a human for a credential that was issued for this task"));
        }
        EffectFacts off = Given.with(Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING), Given.found());
        assertThat(Given.verdict(decide(off, Check.CREDENTIAL_PROVENANCE))).isEqualTo("allow");
    }

    @Test
    void a_credential_nobody_declared_and_nobody_saw_is_shown_only() {
        CredentialStanding unseen = new CredentialStanding(Given.found().credential(), null, null);
        assertThat(Given.verdict(decide(Given.with(Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING), unseen))))
                .isEqualTo("allow");
    }

    @Test
    void a_declared_credential_that_is_also_seen_was_handed_out() {
        CredentialStanding seen = Given.handedOut(List.of(), List.of(), null, "readFile");
        assertThat(Given.verdict(decide(Given.with(Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING), seen))))
                .isEqualTo("allow");
    }

    @Test
    void a_credential_is_used_for_its_purpose_only() {
        EffectFacts write = Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING);
        Decision outside =
                decide(Given.with(write, Given.handedOut(List.of("railway:customDomain*"), List.of(), null, null)));
        assertThat(Given.verdict(outside)).isEqualTo("deny");
        assertThat(outside.reasons().get(0))
                .isEqualTo(new Reason(
                        "credentials.purpose",
                        "token `…k3f9` (`domains`) was issued for custom domains; `railway:volumeDelete` is outside that"
                                + " purpose",
                        "header Authorization",
                        "ask a human for a credential that was issued for this task"));
        assertThat(Given.verdict(decide(
                        Given.with(write, Given.handedOut(List.of("x", "railway:volume*"), List.of(), null, null)))))
                .isEqualTo("allow");
        assertThat(Given.verdict(decide(
                        Given.with(write, Given.handedOut(List.of("x"), List.of(), null, null)),
                        Check.CREDENTIAL_PURPOSE)))
                .isEqualTo("allow");
    }

    @Test
    void a_credential_is_used_in_its_environments_only() {
        CredentialStanding staging = Given.handedOut(List.of(), List.of("staging"), null, null);
        assertThat(Given.verdict(decide(Given.with(Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING), staging))))
                .isEqualTo("allow");
        Decision both =
                decide(Given.with(Given.facts(Given.effect(REVERSIBLE), Given.proven("staging", "sandbox")), staging));
        assertThat(Given.verdict(both)).isEqualTo("deny");
        assertThat(both.reasons().get(0).rule()).isEqualTo("credentials.environment");
        assertThat(both.reasons().get(0).text())
                .isEqualTo("token `…k3f9` (`domains`) was issued for `staging`; `railway:volumeDelete` on"
                        + " railway:volume `v1` lives in `sandbox` and `staging`");
        assertThat(Given.verdict(decide(Given.with(Given.facts(Given.effect(REVERSIBLE), Given.UNKNOWN), staging))))
                .isEqualTo("ask");
    }

    @Test
    void a_refusal_says_what_the_credential_is_for_and_where_it_was_seen() {
        Decision decision = decide(Given.with(
                Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING),
                Given.handedOut(List.of("railway:customDomain*"), List.of(), null, "readFile")));
        assertThat(decision.reasons().get(0).text())
                .isEqualTo(
                        "token `…k3f9` (`domains`) was issued for custom domains; `railway:volumeDelete` is outside that"
                                + " purpose; it was first seen in the result of `readFile`");
    }

    @Test
    void whoever_decides_is_told_of_a_credential_that_nobody_declared() {
        CredentialStanding unseen = new CredentialStanding(Given.found().credential(), null, null);
        Decision write = decide(Given.with(Given.facts(Given.effect(IRREVERSIBLE), Given.IN_STAGING), unseen));
        assertThat(write.reasons())
                .anySatisfy(reason -> assertThat(reason.text())
                        .isEqualTo("token `…k3f9` was declared by nobody; what it was issued for is not known"));
        Decision read = decide(Given.with(Given.facts(Given.effect(READ_ONLY), Given.IN_STAGING), unseen));
        assertThat(Given.rules(read)).doesNotContain("credentials.undeclared");
    }

    @Test
    void whoever_decides_is_told_of_a_credential_that_reaches_further_than_the_task() {
        CredentialStanding both = Given.handedOut(List.of(), List.of("staging", "production"), null, null);
        Decision wide = decide(Given.with(Given.facts(Given.effect(IRREVERSIBLE), Given.IN_STAGING), both));
        assertThat(Given.verdict(wide)).isEqualTo("ask");
        assertThat(wide.reasons())
                .anySatisfy(reason -> assertThat(reason.text())
                        .isEqualTo("token `…k3f9` (`domains`) reaches further than this task: it was issued for"
                                + " `production` and `staging`, and `production` is not assigned"));
        CredentialStanding narrow = Given.handedOut(List.of(), List.of("staging"), null, null);
        assertThat(Given.rules(decide(Given.with(Given.facts(Given.effect(IRREVERSIBLE), Given.IN_STAGING), narrow))))
                .doesNotContain("credentials.wider");
    }

    @Test
    void a_credential_expires_at_its_instant() {
        EffectFacts write = Given.facts(Given.effect(REVERSIBLE), Given.IN_STAGING);
        assertThat(Given.verdict(
                        decide(Given.with(write, Given.handedOut(List.of(), List.of(), Given.NOW.plusNanos(1), null)))))
                .isEqualTo("allow");
        Decision expired = decide(Given.with(write, Given.handedOut(List.of(), List.of(), Given.NOW, null)));
        assertThat(Given.verdict(expired)).isEqualTo("deny");
        assertThat(expired.reasons().get(0).text())
                .isEqualTo("token `…k3f9` (`domains`) expired at 2026-04-24T12:00:00Z");
    }

    @Test
    void in_a_protected_environment_nothing_is_destroyed_that_would_not_survive() {
        Policy policy = new Policy(
                "1",
                true,
                java.util.Map.of("production", Given.PRODUCTION),
                java.util.Set.of("production"),
                java.util.EnumSet.allOf(Check.class),
                Application.NONE,
                false,
                true);
        EffectFacts delete = Given.facts(Given.effect(IRREVERSIBLE), Given.IN_PRODUCTION);
        assertThat(Given.verdict(
                        Decider.decide(Given.facts(Given.with(delete, Recoverability.Verdict.SURVIVES)), policy)))
                .isEqualTo("ask");
        Decision lost =
                Decider.decide(Given.facts(Given.with(delete, Recoverability.Verdict.DOES_NOT_SURVIVE)), policy);
        assertThat(Given.verdict(lost)).isEqualTo("deny");
        assertThat(lost.reasons().get(0))
                .isEqualTo(new Reason(
                        "recoverability.lost",
                        "nothing to recover from would survive `railway:volumeDelete` on railway:volume `v1`",
                        "3 backups live on it",
                        "have a human make a copy outside of what is destroyed first"));
        Decision unknown = Decider.decide(Given.facts(Given.with(delete, Recoverability.Verdict.UNKNOWN)), policy);
        assertThat(Given.verdict(unknown)).isEqualTo("deny");
        assertThat(unknown.reasons().get(0).text())
                .isEqualTo("whether anything would survive `railway:volumeDelete` on railway:volume `v1` is unknown");
    }

    @Test
    void elsewhere_the_approver_is_told() {
        EffectFacts delete = Given.facts(Given.effect(IRREVERSIBLE), Given.IN_STAGING);
        Decision decision = decide(Given.with(delete, Recoverability.Verdict.DOES_NOT_SURVIVE));
        assertThat(Given.verdict(decision)).isEqualTo("ask");
        assertThat(Given.rules(decision)).contains("recoverability.lost");
        assertThat(decision.reasons().stream()
                        .filter(reason -> reason.rule().equals("recoverability.lost"))
                        .map(Reason::instead))
                .containsOnlyNulls();
        assertThat(Given.rules(
                        decide(Given.with(delete, Recoverability.Verdict.DOES_NOT_SURVIVE), Check.RECOVERABILITY)))
                .doesNotContain("recoverability.lost");
        assertThat(Given.rules(decide(Given.with(delete, Recoverability.Verdict.NOT_NEEDED))))
                .noneMatch(rule -> rule.startsWith("recoverability"));
    }

    @Test
    void where_a_disposable_environment_allows_it_the_loss_is_told_in_the_record() {
        EffectFacts delete = Given.facts(Given.effect(IRREVERSIBLE), Given.proven("sandbox"));
        Decision decision = decide(Given.with(delete, Recoverability.Verdict.DOES_NOT_SURVIVE));
        assertThat(Given.verdict(decision)).isEqualTo("allow");
        assertThat(Given.rules(decision))
                .containsExactly("recoverability.lost", "reversibility.irreversible", "scope.assigned");
    }

    @Test
    void survival_matters_for_data_that_is_destroyed_only() {
        Effect money = Given.effect(IRREVERSIBLE).toBuilder().kind(Kind.MONEY).build();
        assertThat(Given.rules(
                        decide(Given.with(Given.facts(money, Given.IN_STAGING), Recoverability.Verdict.UNKNOWN))))
                .noneMatch(rule -> rule.startsWith("recoverability"));
        for (Reversibility reversibility : Reversibility.values()) {
            boolean told = Given.rules(decide(Given.with(
                            Given.facts(Given.effect(reversibility), Given.IN_STAGING),
                            Recoverability.Verdict.UNKNOWN)))
                    .contains("recoverability.unknown");
            assertThat(told)
                    .as(reversibility.name())
                    .isEqualTo(List.of(RECOVERABLE, IRREVERSIBLE, UNKNOWN).contains(reversibility));
        }
    }

    private static Decision decide(EffectFacts facts, Check... off) {
        return Decider.decide(Given.facts(facts), Given.policy(off));
    }
}
