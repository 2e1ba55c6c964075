package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Decider;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Policy;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Resource;
import dev.agentguard.session.History;
import dev.agentguard.session.Quotas;
import dev.agentguard.session.SessionMemory;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps what sessions made, were refused and used, and says what of it matters to an effect. */
final class SessionWork {

    private static final String PERMIT = "permit.";

    private static final Set<String> BRINGING_IN = Set.of(
            "local:mv",
            "local:gmv",
            "local:ln",
            "local:gln",
            "local:link",
            "local:mount",
            "local:rename",
            "local:rsync");

    /** Refusals that say nothing against the act itself: they end when what was not known is known. */
    private static final List<String> PASSING =
            List.of("scope.unknown", "recoverability.", "credentials.", "cap.", "session.");

    private final SessionMemory memory = new SessionMemory();
    private final OwnFiles files = new OwnFiles();
    private final Quotas quotas;
    private final Policy policy;
    private final Function<String, @Nullable String> rejection;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private record Running(String session, List<Resource> makes, List<Resource> takes) {}

    SessionWork(Quotas quotas, Policy policy, Function<String, @Nullable String> rejection) {
        this.quotas = quotas;
        this.policy = policy;
        this.rejection = rejection;
    }

    /** Returns what was before an effect. */
    History history(
            String session,
            Effect effect,
            List<Effect> beside,
            @Nullable Path directory,
            Set<String> environments,
            Instant now) {
        if (!effect.reversibility().mayWrite()) {
            return History.NONE;
        }
        return new History(
                own(session, effect, beside, directory),
                memory.refused(session, effect, rejection),
                quotas.tallies(effect, environments, session, now));
    }

    private @Nullable String own(String session, Effect effect, List<Effect> beside, @Nullable Path directory) {
        if (effect.reversibility() == Reversibility.UNKNOWN || effect.destroysRecovery()) {
            return null;
        }
        Resource resource = identity(effect.resource());
        if (resource.type().equals(OwnFiles.TYPE)) {
            return effect.places().isEmpty() && beside.stream().noneMatch(SessionWork::bringsIn)
                    ? files.own(resource.id(), directory, session, memory)
                    : null;
        }
        return memory.own(session, resource);
    }

    /** Whether it puts something that was there before under another name, so that deleting that deletes more. */
    private static boolean bringsIn(Effect effect) {
        return BRINGING_IN.contains(effect.operation());
    }

    /** A branch is the same whether it is deleted here or pushed over there. */
    private static Resource identity(Resource resource) {
        String id = resource.id();
        if (id == null || !resource.type().startsWith("git:")) {
            return resource;
        }
        String name = id.startsWith("+") || id.startsWith(":") ? id.substring(1) : id;
        int colon = name.indexOf(':');
        name = colon < 0 ? name : name.substring(colon + 1);
        return new Resource("git:ref", name.startsWith("refs/heads/") ? name.substring(11) : name);
    }

    /** Counts an action that is about to run; false if a permit that it needs is used up by now. */
    boolean proceeds(String id, String session, Action action, Facts facts, Decision decision) {
        Set<String> permits = decision instanceof Decision.Allow
                ? decision.reasons().stream()
                        .map(Reason::rule)
                        .filter(rule -> rule.startsWith(PERMIT))
                        .map(rule -> rule.substring(PERMIT.length()))
                        .collect(Collectors.toSet())
                : Set.of();
        List<Quotas.Counted> counted = facts.effects().stream()
                .map(effect ->
                        new Quotas.Counted(effect.effect(), effect.history().tallies(), permits))
                .toList();
        if (!quotas.take(id, session, counted, facts.time()) && !permits.isEmpty()) {
            return false;
        }
        // a tool may run elsewhere, and returns normally also where its command failed
        boolean here = !(action instanceof ToolCall);
        Path directory = WorkingDirectory.of(action);
        List<Resource> makes = new ArrayList<>();
        List<Resource> takes = new ArrayList<>();
        for (EffectFacts effect : facts.effects()) {
            if (bringsIn(effect.effect())) {
                memory.broughtIn(
                        session, OwnFiles.path(effect.effect().resource().id(), directory));
            }
            Resource made = here ? made(effect.effect(), directory) : null;
            if (made != null) {
                makes.add(made);
            } else if (effect.history().own() != null) {
                takes.add(taken(effect.effect().resource(), directory));
            }
        }
        boolean counts = facts.effects().stream()
                .anyMatch(effect -> !effect.history().tallies().isEmpty());
        if (counts || !makes.isEmpty() || !takes.isEmpty()) {
            running.put(id, new Running(session, makes, takes));
        }
        return true;
    }

    private static Resource taken(Resource resource, @Nullable Path directory) {
        Path path = resource.type().equals(OwnFiles.TYPE) ? OwnFiles.path(resource.id(), directory) : null;
        return path == null ? identity(resource) : OwnFiles.resource(path);
    }

    private static @Nullable Resource made(Effect effect, @Nullable Path directory) {
        if (!effect.makes() || !effect.places().isEmpty()) {
            return null;
        }
        if (!effect.resource().type().equals(OwnFiles.TYPE)) {
            return identity(effect.resource());
        }
        Path path = OwnFiles.path(effect.resource().id(), directory);
        return path == null || Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? null : OwnFiles.resource(path);
    }

    /** Takes note of how an action ended that {@link #proceeds} was told of. */
    void completed(String id, boolean succeeded) {
        Running ended = running.remove(id);
        if (ended == null) {
            return;
        }
        if (!succeeded) {
            quotas.back(id);
            return;
        }
        ended.takes().forEach(resource -> memory.gone(ended.session(), resource));
        ended.makes().forEach(resource -> memory.made(ended.session(), resource, "this session made it"));
    }

    /** Takes note of what was not let through, effect by effect. */
    void stopped(String session, Facts facts, @Nullable String request) {
        for (EffectFacts effect : facts.effects()) {
            Decision alone = Decider.decide(new Facts(facts.time(), facts.origin(), List.of(effect)), policy);
            boolean refused = alone instanceof Decision.Deny
                    ? alone.reasons().stream().anyMatch(reason -> !isPassing(reason))
                    : alone instanceof Decision.Ask && request != null;
            if (refused && !alone.reasons().isEmpty()) {
                memory.refused(session, effect.effect(), alone.reasons().get(0).text(), request);
            }
        }
    }

    private static boolean isPassing(Reason reason) {
        return PASSING.stream().anyMatch(reason.rule()::startsWith);
    }
}
