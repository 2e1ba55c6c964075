package dev.agentguard.decision;

import dev.agentguard.decision.Finding.Verdict;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Glob;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Location;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Where a credential comes from and what it is for. */
final class CredentialCheck {

    private static final String ASK_FOR_ONE = "ask a human for a credential that was issued for this task";

    private CredentialCheck() {}

    /** A credential that the model came upon by itself: no writes, and reads only with a human's consent. */
    static List<Finding> provenance(EffectFacts facts, CredentialStanding standing, Policy policy) {
        boolean handedOut = policy.trusted() && standing.declared() != null;
        if (handedOut || standing.seenIn() == null) {
            return List.of();
        }
        Verdict verdict = facts.effect().reversibility().mayWrite() ? Verdict.DENY : Verdict.ASK;
        return List.of(Finding.of(
                verdict,
                "credentials.found",
                "token `" + standing.credential().hint()
                        + "` was handed to nobody: it was first seen in the result of `" + standing.seenIn() + "`",
                standing.credential().where(),
                ASK_FOR_ONE));
    }

    /** A credential that was handed out for something else, for elsewhere, or until earlier. */
    static List<Finding> purpose(EffectFacts facts, CredentialStanding standing, Instant now) {
        DeclaredCredential declared = standing.declared();
        if (declared == null) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        Credential credential = standing.credential();
        String token = "token `" + credential.hint() + "` (`" + declared.name() + "`)";
        if (declared.expires() != null && !now.isBefore(declared.expires())) {
            findings.add(deny(credential, "credentials.expired", token + " expired at " + declared.expires()));
        }
        if (!covers(declared, facts.effect())) {
            findings.add(deny(
                    credential,
                    "credentials.purpose",
                    token + " was issued for " + declared.purpose() + "; `"
                            + facts.effect().operation() + "` is outside that purpose"));
        }
        if (!declared.environments().isEmpty() && facts.location() instanceof Location.Proven proven) {
            TreeSet<String> others = new TreeSet<>(proven.environments());
            declared.environments().forEach(others::remove);
            if (!others.isEmpty()) {
                findings.add(deny(
                        credential,
                        "credentials.environment",
                        token + " was issued for " + Texts.names(declared.environments()) + "; "
                                + Texts.subject(facts.effect()) + " lives in " + Texts.names(proven.environments())));
            }
        }
        return findings;
    }

    private static Finding deny(Credential credential, String rule, String text) {
        return Finding.of(Verdict.DENY, rule, text, credential.where(), ASK_FOR_ONE);
    }

    private static boolean covers(DeclaredCredential declared, Effect effect) {
        return declared.operations().isEmpty()
                || declared.operations().stream().anyMatch(pattern -> new Glob(pattern).matches(effect.operation()));
    }
}
