package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.approval.ApprovalChannels;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApprovalSubject;
import dev.agentguard.approval.ApprovalTarget;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.Consumption;
import dev.agentguard.approval.Grant;
import dev.agentguard.approval.GrantUse;
import dev.agentguard.approval.Grants;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Reach;
import dev.agentguard.mcp.ServerStanding;
import dev.agentguard.scope.Location;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes an action that a human has to decide to the approvals: uses one up, or asks. */
final class ApprovalDesk {

    private final Approvals approvals;
    private final ApprovalChannels channels;
    private final Grants grants;
    private final String policyVersion;

    ApprovalDesk(Approvals approvals, ApprovalChannels channels, Grants grants, String policyVersion) {
        this.approvals = approvals;
        this.channels = channels;
        this.grants = grants;
        this.policyVersion = policyVersion;
    }

    /**
     * What came of it: the request that was used up or that waits, or why nobody can be asked.
     *
     * @param id the request's id, or null if there is none: nobody can be asked, or a human granted it beforehand
     * @param approver who approved it, or null if it may not run
     * @param problem why nobody can be asked; empty if somebody can
     */
    record Answer(@Nullable String id, @Nullable String approver, String problem) {
        static final Answer NOT_ASKED = new Answer(null, null, "");
    }

    Answer answer(Action action, Facts facts, Decision decision, String session) {
        Map<String, @Nullable Object> canonical = CanonicalAction.of(action);
        if (canonical == null) {
            return new Answer(null, null, "an approval cannot be bound to a body that was not seen whole");
        }
        try {
            ApprovalSubject subject = subject(action, canonical, facts, decision, session);
            Consumption consumption = approvals.consume(subject.digest());
            if (consumption instanceof Consumption.Used used) {
                return new Answer(used.request().id(), used.approver(), "");
            }
            List<GrantUse> uses = uses(facts);
            List<Grant> granted = uses == null ? null : grants.use(uses);
            if (granted != null) {
                return new Answer(null, by(granted), "");
            }
            ApprovalRequest request = approvals.request(subject);
            channels.tell(request);
            return new Answer(request.id(), null, "");
        } catch (ApprovalException e) {
            return new Answer(null, null, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What a grant would have to cover: all that changes something. A grant is for a thing with a name in one place; it says
     * nothing of what was not understood, and nothing of what a server's tool has become.
     */
    private static @Nullable List<GrantUse> uses(Facts facts) {
        List<GrantUse> uses = new ArrayList<>();
        for (EffectFacts effect : facts.effects()) {
            Reversibility reversibility = effect.effect().reversibility();
            if (reversibility == Reversibility.READ_ONLY) {
                continue;
            }
            boolean named = reversibility != Reversibility.UNKNOWN
                    && facts.server() == null
                    && effect.effect().resource().id() != null
                    && effect.effect().reach() != Reach.ALL;
            if (!named
                    || !(effect.location() instanceof Location.Proven proven)
                    || proven.environments().size() != 1) {
                return null;
            }
            uses.add(new GrantUse(
                    effect.effect().operation(),
                    effect.effect().resource().toString(),
                    proven.environments().iterator().next()));
        }
        return uses;
    }

    private static String by(List<Grant> granted) {
        return granted.stream()
                .map(grant -> grant.by() + " by grant " + grant.id())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private ApprovalSubject subject(
            Action action, Map<String, @Nullable Object> canonical, Facts facts, Decision decision, String session) {
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        parts.put("action", canonical);
        parts.put("effects", facts.effects().stream().map(ApprovalDesk::bound).toList());
        parts.put("policy", policyVersion);
        ServerStanding server = facts.server();
        if (server != null) {
            // what was approved of one tool is not what it says later, nor what another server has by that name
            parts.put("server", List.of(server.server(), server.tool(), server.digest()));
        }
        List<ApprovalTarget> targets = facts.effects().stream()
                .map(effect -> new ApprovalTarget(
                        effect.effect().operation(), effect.effect().resource() + ", " + where(effect.location())))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add(ActionText.action(action, facts));
        String body = ActionText.body(action, facts);
        if (body != null) {
            lines.add(body);
        }
        String ifRefused = ActionText.ifRefused(action);
        if (ifRefused != null) {
            lines.add(ifRefused);
        }
        lines.addAll(ActionText.lines(facts));
        return new ApprovalSubject(
                parts,
                targets,
                session,
                confirm(facts),
                lines,
                decision.reasons().stream().map(Reason::text).toList());
    }

    /** What must be the same when the approval is used: evidence may be worded anew, these may not change. */
    private static Map<String, Object> bound(EffectFacts facts) {
        Map<String, Object> bound = new LinkedHashMap<>();
        bound.put("operation", facts.effect().operation());
        bound.put("resource", facts.effect().resource().toString());
        bound.put("reversibility", facts.effect().reversibility().name());
        bound.put("reach", facts.effect().reach().name());
        bound.put("location", place(facts.location()));
        bound.put("survival", facts.recoverability().verdict().name());
        if (facts.required() != null) {
            bound.put(
                    "required",
                    List.of(
                            facts.required().within().toString(),
                            facts.required().found().verdict().name()));
        }
        bound.put(
                "credential",
                facts.credential() == null
                        ? ""
                        : facts.credential().credential().fingerprint());
        return bound;
    }

    private static String where(Location location) {
        if (location instanceof Location.Proven) {
            return "lives in " + place(location);
        }
        return location instanceof Location.Unknown
                ? "nobody knows in which environment"
                : "in no environment that is declared";
    }

    private static String place(Location location) {
        if (location instanceof Location.Proven proven) {
            return String.join(" and ", proven.environments());
        }
        return location instanceof Location.Unknown ? "unknown" : "not declared";
    }

    /** The name of the first of the worst that would happen. */
    private static String confirm(Facts facts) {
        return facts.effects().stream()
                .map(EffectFacts::effect)
                .reduce((worst, next) ->
                        worst.reversibility().worse(next.reversibility()) == worst.reversibility() ? worst : next)
                .map(effect -> Objects.requireNonNullElse(effect.resource().id(), effect.operation()))
                .orElse("unknown");
    }
}
