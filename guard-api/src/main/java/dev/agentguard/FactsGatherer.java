package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.effect.Effect;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.scope.Credential;
import dev.agentguard.scope.CredentialLedger;
import dev.agentguard.scope.CredentialReader;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.DeclaredCredential;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.Placement;
import dev.agentguard.scope.Recoverability;
import dev.agentguard.scope.Recovery;
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
    private final InstantSource clock;

    FactsGatherer(
            ActionReader reader,
            CredentialLedger ledger,
            Locator locator,
            Recovery recovery,
            RuleBook rules,
            InstantSource clock) {
        this.reader = reader;
        this.ledger = ledger;
        this.locator = locator;
        this.recovery = recovery;
        this.rules = rules;
        this.clock = clock;
    }

    Facts gather(Action action, List<Effect> effects, Origin origin, boolean fresh) {
        Collection<CredentialStanding> standings = standings(action);
        List<EffectFacts> facts = new ArrayList<>(effects.size());
        for (Effect effect : effects) {
            if (standings.isEmpty() || !carries(action, effect)) {
                facts.add(facts(effect, null, fresh));
                continue;
            }
            // which of several credentials the server takes is not known, so the effect counts with each
            for (CredentialStanding standing : standings) {
                facts.add(facts(effect, standing, fresh));
            }
        }
        return new Facts(clock.instant(), origin, facts);
    }

    private EffectFacts facts(Effect effect, @Nullable CredentialStanding standing, boolean fresh) {
        Placement placement = locator.place(effect, standing, fresh);
        Location location = placement.location();
        Recoverability recoverability = recovery.assess(effect, location, placement.details());
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
