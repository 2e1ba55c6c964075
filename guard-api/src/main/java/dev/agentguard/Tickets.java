package dev.agentguard;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.effect.Effect;
import dev.agentguard.scope.CredentialStanding;
import dev.agentguard.scope.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an approved tool call may do on the wire while it runs: each of its effects once, matched by operation, resource,
 * location and credential, not by thread. What was read from the tool's own request is only for that request: the same
 * operation with other arguments is another act. Safe for use by many threads.
 */
final class Tickets {

    private final Map<String, Approved> open = new HashMap<>();

    private record Approved(ApprovalDesk.Answer approval, String session, List<Ticket> tickets) {}

    /** Opens one ticket for each effect of an approved call; they close with {@link #close}. */
    synchronized void open(
            String call,
            ApprovalDesk.Answer approval,
            String session,
            Facts facts,
            List<Map<String, @Nullable Object>> requests) {
        open.put(call, new Approved(approval, session, new ArrayList<>(Ticket.of(facts, requests))));
    }

    synchronized void close(String call) {
        open.remove(call);
    }

    /** Uses one ticket for each effect of a request, of one call, all or none; returns the approval, or null if none. */
    synchronized ApprovalDesk.@Nullable Answer use(
            CallContext context, Facts facts, List<Map<String, @Nullable Object>> requests) {
        for (Approved approved : open.values()) {
            // outside of any known tool call nothing tells the session: a thread of its own may send the request
            boolean mine = context.origin() == Origin.WIRE || approved.session.equals(context.session());
            List<Ticket> left = new ArrayList<>(approved.tickets);
            if (mine
                    && !facts.effects().isEmpty()
                    && facts.effects().stream().allMatch(effect -> take(left, effect, requests))) {
                approved.tickets.clear();
                approved.tickets.addAll(left);
                return approved.approval;
            }
        }
        return null;
    }

    private static boolean take(
            List<Ticket> tickets, EffectFacts effect, List<Map<String, @Nullable Object>> requests) {
        for (int i = 0; i < tickets.size(); i++) {
            if (tickets.get(i).covers(effect, requests)) {
                tickets.remove(i);
                return true;
            }
        }
        return false;
    }

    private record Ticket(EffectFacts approved, @Nullable List<Map<String, @Nullable Object>> requests) {

        /** What is declared and also read in the request is one act. */
        static List<Ticket> of(Facts facts, List<Map<String, @Nullable Object>> requests) {
            List<Ticket> tickets = new ArrayList<>();
            for (EffectFacts effect : facts.effects()) {
                boolean read = effect.effect().host() != null;
                if (read || facts.effects().stream().noneMatch(other -> isReadToo(effect.effect(), other.effect()))) {
                    tickets.add(new Ticket(effect, read ? requests : null));
                }
            }
            return tickets;
        }

        private static boolean isReadToo(Effect declared, Effect other) {
            return other.host() != null
                    && other.operation().equals(declared.operation())
                    && other.resource().equals(declared.resource());
        }

        boolean covers(EffectFacts facts, List<Map<String, @Nullable Object>> sent) {
            Effect mine = approved.effect();
            Effect theirs = facts.effect();
            return mine.operation().equals(theirs.operation())
                    && mine.resource().equals(theirs.resource())
                    && mine.reversibility().worse(theirs.reversibility()) == mine.reversibility()
                    && (requests == null ? isKnown(mine) : requests.equals(sent))
                    && sameLocation(facts.location())
                    && sameCredential(facts);
        }

        /** What nobody understood is the same only where it is the same request. */
        private static boolean isKnown(Effect effect) {
            return effect.reversibility() != Reversibility.UNKNOWN;
        }

        /** The evidence may be worded differently at the tool and at the wire; the environments may not differ. */
        private boolean sameLocation(Location other) {
            if (approved.location() instanceof Location.Proven mine && other instanceof Location.Proven theirs) {
                return mine.environments().equals(theirs.environments());
            }
            return approved.location().getClass() == other.getClass();
        }

        /** A tool that shows no credential has its own, which is first seen on the wire. */
        private boolean sameCredential(EffectFacts facts) {
            String mine = fingerprint(approved.credential());
            return mine == null || mine.equals(fingerprint(facts.credential()));
        }

        private static @Nullable String fingerprint(@Nullable CredentialStanding standing) {
            return standing == null ? null : standing.credential().fingerprint();
        }
    }
}
