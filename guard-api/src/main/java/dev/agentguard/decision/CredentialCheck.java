package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Issue;
import dev.agentguard.scope.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where a credential comes from and what it is for. */
final class CredentialCheck {

    private static final String ASK_FOR_ONE = "ask a human for a credential that was issued for this task";

    private CredentialCheck() {}

    /**
     * A credential that the model came upon by itself: no writes, and reads only with a human's consent. Of a write whoever
     * decides is told if nobody declared the credential, and if it reaches further than the task.
     */
    static List<Finding> provenance(EffectFacts facts, CredentialStanding standing, Policy policy) {
        boolean writes = facts.effect().reversibility().mayWrite();
        DeclaredCredential declared = standing.declared();
        boolean handedOut = policy.trusted() && declared != null;
        if (!handedOut && standing.seenIn() != null) {
            return List.of(Finding.of(
                    writes ? Verdict.DENY : Verdict.ASK,
                    "credentials.found",
                    standing.credential().shown() + origin(standing) + " was handed to nobody: "
                            + "it was first seen in the result of `"
                            + standing.seenIn() + "`",
                    standing.credential().where(),
                    ASK_FOR_ONE));
        }
        if (!writes || !policy.configured()) {
            return List.of();
        }
        return declared == null ? List.of(undeclared(standing)) : wider(standing, declared, policy);
    }

    private static Finding undeclared(CredentialStanding standing) {
        return inform(
                standing,
                "credentials.undeclared",
                standing.credential().shown() + origin(standing)
                        + " was declared by nobody; what it was issued for is not known");
    }

    /** An issued credential is what the one is that it was issued for. */
    private static String origin(CredentialStanding standing) {
        Issue issued = standing.issued();
        if (issued == null) {
            return "";
        }
        Credential to = issued.to();
        return " was issued by `" + issued.by() + "` for "
                + (to == null ? "a request without a credential, which" : to.shown() + ", which");
    }

    private static List<Finding> wider(CredentialStanding standing, DeclaredCredential declared, Policy policy) {
        TreeSet<String> beyond = new TreeSet<>(declared.environments());
        beyond.removeAll(policy.assigned());
        return beyond.isEmpty() || !policy.knowsEnvironments()
                ? List.of()
                : List.of(inform(
                        standing,
                        "credentials.wider",
                        name(standing, declared) + " reaches further than this task: it was issued for "
                                + Texts.names(declared.environments()) + ", and " + Texts.names(beyond)
                                + (beyond.size() == 1 ? " is" : " are") + " not assigned"));
    }

    /** A credential that was handed out for something else, for elsewhere, or until earlier. */
    static List<Finding> purpose(EffectFacts facts, CredentialStanding standing, Instant now) {
        DeclaredCredential declared = standing.declared();
        if (declared == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        String token = name(standing, declared);
        String seen =
                standing.seenIn() == null ? "" : "; it was first seen in the result of `" + standing.seenIn() + "`";
        if (declared.expires() != null && !now.isBefore(declared.expires())) {
            findings.add(deny(standing, "credentials.expired", token + " expired at " + declared.expires() + seen));
        }
        if (!covers(declared, facts.effect())) {
            findings.add(deny(
                    standing,
                    "credentials.purpose",
                    token + " was issued for " + declared.purpose() + "; `"
                            + facts.effect().operation() + "` is outside that purpose" + seen));
        }
        if (!declared.environments().isEmpty() && facts.location() instanceof Location.Proven proven) {
            TreeSet<String> others = new TreeSet<>(proven.environments());
            declared.environments().forEach(others::remove);
            if (!others.isEmpty()) {
                findings.add(deny(
                        standing,
                        "credentials.environment",
                        token + " was issued for " + Texts.names(declared.environments()) + "; "
                                + Texts.subject(facts.effect()) + " lives in " + Texts.names(proven.environments())
                                + seen));
            }
        }
        return findings;
    }

    /** {@code token `…k3f9` (`domains`, kept at `vault:secret/railway#token`)}. */
    private static String name(CredentialStanding standing, DeclaredCredential declared) {
        StringBuilder name = new StringBuilder(standing.credential().shown());
        name.append(" (`").append(declared.name()).append('`');
        if (!declared.references().isEmpty()) {
            name.append(", kept at `")
                    .append(String.join("`, `", declared.references()))
                    .append('`');
        }
        Issue issued = standing.issued();
        if (issued != null && issued.to() != null) {
            name.append(", from `")
                    .append(issued.by())
                    .append("` for ")
                    .append(issued.to().shown());
        }
        return name.append(')').toString();
    }

    private static Finding deny(CredentialStanding standing, String rule, String text) {
        return Finding.of(Verdict.DENY, rule, text, standing.credential().where(), ASK_FOR_ONE);
    }

    private static Finding inform(CredentialStanding standing, String rule, String text) {
        return Finding.of(Verdict.INFORM, rule, text, standing.credential().where(), null);
    }

    private static boolean covers(DeclaredCredential declared, Effect effect) {
        return declared.operations().isEmpty()
                || declared.operations().stream().anyMatch(pattern -> new Glob(pattern).matches(effect.operation()));
    }
}
