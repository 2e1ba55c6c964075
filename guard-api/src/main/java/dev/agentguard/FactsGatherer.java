package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Policy;
import dev.agentguard.decision.RecoverabilityCheck;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialLedger;
import dev.agentguard.scope.CredentialReader;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.Loss;
import dev.agentguard.scope.Placement;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recovery;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out about each effect what a decision rests on. */
final class FactsGatherer {

    private final ActionReader reader;
    private final CredentialReader credentials = new CredentialReader();
    private final CredentialLedger ledger;
    private final Locator locator;
    private final Recovery recovery;
    private final RuleBook rules;
    private final Policy policy;
    private final InstantSource clock;

    FactsGatherer(
            ActionReader reader,
            CredentialLedger ledger,
            Locator locator,
            Recovery recovery,
            RuleBook rules,
            Policy policy,
            InstantSource clock) {
        this.reader = reader;
        this.ledger = ledger;
        this.locator = locator;
        this.recovery = recovery;
        this.rules = rules;
        this.policy = policy;
        this.clock = clock;
    }

    private record Surroundings(
            List<Effect> effects, @Nullable Path directory, Origin origin, boolean fresh) {}

    Facts gather(Action action, List<Effect> effects, Origin origin, boolean fresh) {
        Collection<CredentialStanding> standings = standings(action);
        Surroundings surroundings = new Surroundings(effects, WorkingDirectory.of(action), origin, fresh);
        List<EffectFacts> facts = new ArrayList<>(effects.size());
        for (Effect effect : effects) {
            if (standings.isEmpty() || !carries(action, effect)) {
                facts.add(facts(surroundings, effect, null));
                continue;
            }
            // which of several credentials the server takes is not known, so the effect counts with each
            for (CredentialStanding standing : standings) {
                facts.add(facts(surroundings, effect, standing));
            }
        }
        return new Facts(clock.instant(), origin, facts);
    }

    private EffectFacts facts(Surroundings surroundings, Effect effect, @Nullable CredentialStanding standing) {
        Placement placement = locator.place(effect, standing, surroundings.fresh());
        Location location = placement.location();
        Loss loss = new Loss(effect, placement, surroundings.effects(), surroundings.directory());
        Recoverability recoverability = recovery.assess(
                loss, RecoverabilityCheck.appliesTo(effect, surroundings.origin(), policy), surroundings.fresh());
        Set<String> environments = location instanceof Location.Proven proven ? proven.environments() : Set.of();
        return new EffectFacts(effect, location, standing, recoverability, rules.matching(effect, environments));
    }

    /** Of the credentials that an action carries, the weightiest of each standing: they are judged alike. */
    private Collection<CredentialStanding> standings(Action action) {
        List<Credential> carried = new ArrayList<>();
        for (HttpCall call : reader.requests(action)) {
            carried.addAll(credentials.read(call));
        }
        Map<String, CredentialStanding> standings = new LinkedHashMap<>();
        for (CredentialStanding standing : ledger.standings(carried)) {
            DeclaredCredential declared = standing.declared();
            String alike = declared != null ? "declared " + declared.name() : standing.found() ? "found" : "undeclared";
            standings.putIfAbsent(alike, standing);
        }
        return standings.values();
    }

    /** An effect that a tool has beside the request it sends is not done with the request's credential. */
    private static boolean carries(Action action, Effect effect) {
        return action instanceof HttpCall || effect.host() != null;
    }
}
