package dev.agentguard;

import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.effect.Resource;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an approved tool call may do on the wire while it runs: each of its effects once, matched by operation, resource,
 * location and credential, not by thread. Safe for use by many threads.
 */
final class Tickets {

    private final Map<String, List<Ticket>> open = new HashMap<>();

    /** Opens one ticket for each effect of an approved call; they close with {@link #close}. */
    synchronized void open(String call, Facts facts) {
        open.put(call, new ArrayList<>(facts.effects().stream().map(Ticket::of).toList()));
    }

    synchronized void close(String call) {
        open.remove(call);
    }

    /** Uses one ticket for each effect, of one call; all or none. */
    synchronized boolean use(Facts facts) {
        for (List<Ticket> tickets : open.values()) {
            List<Ticket> left = new ArrayList<>(tickets);
            if (!facts.effects().isEmpty() && facts.effects().stream().allMatch(effect -> take(left, effect))) {
                tickets.clear();
                tickets.addAll(left);
                return true;
            }
        }
        return false;
    }

    private static boolean take(List<Ticket> tickets, EffectFacts effect) {
        for (int i = 0; i < tickets.size(); i++) {
            if (tickets.get(i).covers(effect)) {
                tickets.remove(i);
                return true;
            }
        }
        return false;
    }

    private record Ticket(
            String operation,
            Resource resource,
            Location location,
            @Nullable String fingerprint) {

        static Ticket of(EffectFacts facts) {
            return new Ticket(
                    facts.effect().operation(),
                    facts.effect().resource(),
                    facts.location(),
                    fingerprint(facts.credential()));
        }

        boolean covers(EffectFacts facts) {
            return operation.equals(facts.effect().operation())
                    && resource.equals(facts.effect().resource())
                    && sameLocation(facts.location())
                    && (fingerprint == null || fingerprint.equals(fingerprint(facts.credential())));
        }

        /** The evidence may be worded differently at the tool and at the wire; the environments may not differ. */
        private boolean sameLocation(Location other) {
            if (location instanceof Location.Proven mine && other instanceof Location.Proven theirs) {
                return mine.environments().equals(theirs.environments());
            }
            return location.getClass() == other.getClass();
        }

        private static @Nullable String fingerprint(@Nullable CredentialStanding standing) {
            return standing == null ? null : standing.credential().fingerprint();
        }
    }
}
