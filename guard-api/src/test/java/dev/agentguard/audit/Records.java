package dev.agentguard.audit;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Recoverability;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records for tests: the deletion of a volume, as the incident had it. */
final class Records {

    static final String TOKEN = "6b1f0c9e-2d7a-4f7e-9f51-5a1f3c2b7d90";

    private Records() {}

    static HttpCall incident() {
        return new HttpCall(
                "POST",
                "https://backboard.railway.app/graphql/v2",
                Map.of("Authorization", List.of("Bearer " + TOKEN)),
                Body.of("{\"query\":\"mutation { volumeDelete(volumeId: \\\"3d2c42fb\\\") }\"}"));
    }

    static AuditRecord.Decided letThrough(String id) {
        return decided(id, incident(), Reversibility.IRREVERSIBLE, true);
    }

    static AuditRecord.Decided read(String id) {
        return decided(id, incident(), Reversibility.READ_ONLY, true);
    }

    static AuditRecord.Decided decided(String id, Action action, Reversibility reversibility, boolean proceeds) {
        Effect effect = Effect.of("railway:volumeDelete", new Evidence("body.query 1:12", "volumeDelete(volumeId: …)"))
                .resource("railway:volume", "3d2c42fb")
                .reversibility(reversibility, "a volume is gone with its backups")
                .host("backboard.railway.app")
                .instead("take a backup first")
                .cascades(List.of("volume-level backups"))
                .build();
        EffectFacts facts = new EffectFacts(
                effect,
                new Location.Proven(Set.of("production", "staging"), "the resolver's answer"),
                new CredentialStanding(Credential.of(TOKEN, "header Authorization"), null, "readFile"),
                new Recoverability(Recoverability.Verdict.DOES_NOT_SURVIVE, "backups lie on the volume"),
                List.of(new RuleMatch("no-volumes", "AGENTS.md:12", RuleMatch.Verdict.DENY, "never delete", null)));
        return new AuditRecord.Decided(
                id,
                "session-1",
                action,
                new Facts(Instant.parse("2026-04-24T09:00:00Z"), Origin.WIRE, List.of(facts)),
                new Decision.Ask(List.of(new Reason("reversibility.irreversible", "gone for good", "1:12", null))),
                proceeds,
                proceeds ? "abcdefghjk" : null,
                proceeds ? "dana" : null,
                "sha256:" + "ab12".repeat(16));
    }
}
