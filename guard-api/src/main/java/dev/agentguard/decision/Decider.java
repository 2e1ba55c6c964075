package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.freeze.Glass;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Location;
import dev.agentguard.session.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides: the strictest of what the checks say to any effect. A pure function. */
public final class Decider {

    private static final Decision NOTHING_TO_WEIGH = new Decision.Allow(List.of());

    private Decider() {}

    /**
     * Returns what shall happen.
     *
     * @param facts what was found out
     * @param policy what a human configured; one that was merely found only tightens what holds without it
     * @return the decision, the weightiest reasons first
     */
    public static Decision decide(Facts facts, Policy policy) {
        List<Finding> findings = findings(facts, policy);
        if (policy.configured() && !policy.trusted()) {
            findings.addAll(findings(facts, Policy.unconfigured(policy.wireGuarded())));
        }
        if (findings.isEmpty()) {
            return NOTHING_TO_WEIGH;
        }
        findings.sort(Comparator.comparing(Finding::verdict).reversed());
        return switch (findings.get(0).verdict()) {
            case ALLOW, INFORM -> new Decision.Allow(reasons(findings, Verdict.ALLOW));
            case ASK ->
                asked(reasons(findings, Verdict.INFORM), facts.controls().glass(), policy);
            case DENY -> new Decision.Deny(reasons(findings, Verdict.INFORM));
        };
    }

    /** A configuration that was merely found may name approvers of its own. */
    private static Decision asked(List<Reason> reasons, @Nullable Glass glass, Policy policy) {
        return glass == null || !policy.trusted()
                ? new Decision.Ask(reasons)
                : new Decision.Allow(FreezeCheck.unasked(glass, reasons));
    }

    /** What spoke for an action is no reason to stop it. */
    private static List<Reason> reasons(List<Finding> findings, Verdict atLeast) {
        return findings.stream()
                .filter(finding -> finding.verdict().compareTo(atLeast) >= 0)
                .map(Finding::reason)
                .distinct()
                .toList();
    }

    private static List<Finding> findings(Facts facts, Policy policy) {
        List<Finding> findings = new ArrayList<>();
        if (facts.effects().isEmpty()) {
            findings.add(Finding.of(Verdict.ASK, "reversibility.unknown", "nothing in it was understood", "", null));
        }
        for (EffectFacts effect : facts.effects()) {
            List<Finding> table = new ArrayList<>(0);
            table(effect, facts, policy, table);
            List<Finding> ofEffect = new ArrayList<>(0);
            permit(effect, policy, table, ofEffect);
            tighten(effect, facts, policy, ofEffect);
            Finding unsigned = SignatureCheck.check(effect, facts, policy, ofEffect);
            if (unsigned != null) {
                ofEffect.add(unsigned);
            }
            add(findings, ofEffect);
        }
        add(findings, ServerCheck.check(facts, policy));
        add(findings, SessionCheck.influenced(facts));
        add(findings, FreezeCheck.check(facts));
        if (!says(findings, Verdict.DENY)) {
            add(findings, BudgetCheck.check(facts));
        }
        return findings;
    }

    /** Most checks find nothing, and to add nothing is not free. */
    private static void add(List<Finding> findings, List<Finding> more) {
        if (!more.isEmpty()) {
            findings.addAll(more);
        }
    }

    private static void table(EffectFacts facts, Facts all, Policy policy, List<Finding> findings) {
        if (Allowances.applicationsOwnWork(facts.effect(), all.origin(), policy)) {
            findings.add(allowance(facts, "allowance.application"));
            return;
        }
        // what the tool of a server does, it does elsewhere
        if (all.server() == null && Allowances.judgedAtTheWire(facts.effect(), all.origin(), policy)) {
            findings.add(allowance(facts, "allowance.judged-at-the-wire"));
            return;
        }
        if (SessionCheck.isOwn(facts)) {
            findings.add(SessionCheck.own(facts));
            if (policy.knowsEnvironments() && facts.location() instanceof Location.Proven) {
                findings.add(ScopeCheck.check(facts, policy));
            }
            return;
        }
        boolean read = facts.effect().reversibility() == Reversibility.READ_ONLY;
        if (!read && policy.checks().contains(Check.REVERSIBILITY)) {
            findings.add(ReversibilityCheck.check(facts, policy));
        }
        if (policy.knowsEnvironments()) {
            findings.add(ScopeCheck.check(facts, policy));
        }
    }

    /** What the table asks about, a human may have permitted beforehand; a refusal stays one. */
    private static void permit(EffectFacts facts, Policy policy, List<Finding> table, List<Finding> findings) {
        boolean asks = says(table, Verdict.ASK);
        boolean denies = says(table, Verdict.DENY);
        Tally permit = asks && !denies && policy.trusted() ? PermitCheck.permit(facts) : null;
        if (permit != null) {
            findings.add(PermitCheck.permitted(facts, permit));
            return;
        }
        add(findings, table);
        Finding exceeded = asks ? PermitCheck.exceeded(facts) : null;
        if (exceeded != null) {
            findings.add(exceeded);
        }
    }

    private static boolean says(List<Finding> findings, Verdict verdict) {
        for (Finding finding : findings) {
            if (finding.verdict() == verdict) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPermitted(EffectFacts facts, List<Finding> findings) {
        Tally permit = PermitCheck.permit(facts);
        return permit != null
                && findings.stream()
                        .anyMatch(finding -> finding.reason()
                                .rule()
                                .equals("permit." + permit.quota().id()));
    }

    private static Finding allowance(EffectFacts facts, String rule) {
        return Finding.of(
                Verdict.ALLOW,
                rule,
                Texts.subject(facts.effect()) + " is recorded, not held",
                facts.effect().evidence().toString(),
                null);
    }

    private static void tighten(EffectFacts effect, Facts facts, Policy policy, List<Finding> findings) {
        boolean ownWork = Allowances.applicationsOwnWork(effect.effect(), facts.origin(), policy);
        add(findings, RuleCheck.check(effect, ownWork, policy.checks().contains(Check.RULES)));
        CredentialStanding standing = effect.credential();
        if (standing != null && policy.checks().contains(Check.CREDENTIAL_PROVENANCE)) {
            findings.addAll(CredentialCheck.provenance(effect, standing, policy));
        }
        if (standing != null && policy.checks().contains(Check.CREDENTIAL_PURPOSE)) {
            findings.addAll(CredentialCheck.purpose(effect, standing, facts.time()));
        }
        boolean permitted = isPermitted(effect, findings);
        if (!permitted) {
            add(findings, SessionCheck.refused(effect));
        }
        add(findings, CapCheck.check(effect));
        if (policy.checks().contains(Check.RECOVERABILITY)) {
            add(findings, RequirementCheck.check(effect));
        }
        if (!permitted
                && !SessionCheck.isOwn(effect)
                && RecoverabilityCheck.appliesTo(effect.effect(), facts.origin(), policy)) {
            add(findings, RecoverabilityCheck.check(effect, policy));
        }
    }
}
