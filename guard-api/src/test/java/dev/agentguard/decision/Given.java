package dev.agentguard.decision;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Kind;
import dev.agentguard.rules.Influence;
import dev.agentguard.rules.RuleMatch;
import dev.agentguard.scope.Application;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Recoverability;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts and policies in few words, for tests of decisions. */
final class Given {

    static final Instant NOW = Instant.parse("2026-04-24T12:00:00Z");
    static final Environment STAGING = environment("staging", false, false, false);
    static final Environment PRODUCTION = environment("production", true, false, false);
    static final Environment VAULT = environment("vault", true, false, true);
    static final Environment SANDBOX = environment("sandbox", false, true, false);
    static final Location IN_STAGING = proven("staging");
    static final Location IN_PRODUCTION = proven("production");
    static final Location UNKNOWN = new Location.Unknown("the resolver timed out");
    static final Location UNDECLARED = new Location.Undeclared("api.example.com");

    static final Application OWN = new Application(List.of("orders.internal:8080"), List.of(), List.of());

    private Given() {}

    static Environment environment(String name, boolean isProtected, boolean disposable, boolean denyReads) {
        return new Environment(name, isProtected, disposable, denyReads, List.of(), Map.of(), List.of());
    }

    static Location proven(String... names) {
        return new Location.Proven(Set.of(names), "the resolver's answer");
    }

    static Effect effect(Reversibility reversibility) {
        return Effect.of("railway:volumeDelete", new Evidence("body.query 1:12", "volumeDelete"))
                .resource("railway:volume", "v1")
                .reversibility(reversibility, "because")
                .basis(Basis.PACK)
                .host("api.example.com")
                .instead("detach it")
                .build();
    }

    static EffectFacts facts(Effect effect, Location location) {
        return new EffectFacts(
                effect, location, null, new Recoverability(Recoverability.Verdict.NOT_NEEDED, ""), List.of());
    }

    static EffectFacts with(EffectFacts facts, @Nullable CredentialStanding credential) {
        return new EffectFacts(facts.effect(), facts.location(), credential, facts.recoverability(), facts.rules());
    }

    static EffectFacts with(EffectFacts facts, Recoverability.Verdict verdict) {
        return new EffectFacts(
                facts.effect(),
                facts.location(),
                facts.credential(),
                new Recoverability(verdict, "3 backups live on it"),
                facts.rules());
    }

    static EffectFacts with(EffectFacts facts, RuleMatch... rules) {
        return new EffectFacts(
                facts.effect(), facts.location(), facts.credential(), facts.recoverability(), List.of(rules));
    }

    static CredentialStanding found() {
        return new CredentialStanding(credential(), null, "readFile");
    }

    static CredentialStanding handedOut(
            List<String> operations, List<String> environments, @Nullable Instant expires, @Nullable String seenIn) {
        return new CredentialStanding(
                credential(),
                new DeclaredCredential("domains", "sha256:00", "custom domains", operations, environments, expires),
                seenIn);
    }

    private static Credential credential() {
        return new Credential("sha256:00", "…k3f9", "header Authorization");
    }

    static Facts facts(EffectFacts... effects) {
        return facts(Origin.TOOL, effects);
    }

    /** Where only an approver's signature approves. */
    static Facts facts(Origin origin, EffectFacts... effects) {
        return new Facts(NOW, origin, List.of(effects), null, Influence.NONE, Controls.NONE, true);
    }

    /** Works in staging and the sandbox; production and the vault are elsewhere. */
    static Policy policy(Check... off) {
        EnumSet<Check> checks = EnumSet.allOf(Check.class);
        Arrays.asList(off).forEach(checks::remove);
        return new Policy(
                "1",
                true,
                Map.of("staging", STAGING, "production", PRODUCTION, "vault", VAULT, "sandbox", SANDBOX),
                Set.of("staging", "sandbox"),
                checks,
                OWN,
                false,
                true);
    }

    static Effect generic(Kind kind, Reversibility reversibility, String host) {
        return effect(reversibility).toBuilder()
                .basis(Basis.GENERIC)
                .kind(kind)
                .host(host)
                .build();
    }

    static String verdict(Decision decision) {
        return decision.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    static List<String> rules(Decision decision) {
        return decision.reasons().stream().map(Reason::rule).toList();
    }
}
