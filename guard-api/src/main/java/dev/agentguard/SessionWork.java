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

    /**
     * Returns the directory from which relative names are taken, or null. Where a tool runs its commands is not known,
     * but as long as none of its session's went elsewhere they all run in the same place, which this one stands for.
     */
    @Nullable
    Path directory(Action action, String session) {
        if (!(action instanceof ToolCall call)) {
            return WorkingDirectory.of(action);
        }
        if (WorkingDirectory.moves(call)) {
            memory.moved(session);
        }
        return memory.hasMoved(session) ? null : Path.of("").toAbsolutePath();
    }

    /** Returns what was before an effect. */
    History history(String session, Effect effect, @Nullable Path directory, Set<String> environments, Instant now) {
        if (!effect.reversibility().mayWrite()) {
            return History.NONE;
        }
        return new History(
                own(session, effect, directory),
                memory.refused(session, effect, rejection),
                quotas.tallies(effect, environments, session, now));
    }

    private @Nullable String own(String session, Effect effect, @Nullable Path directory) {
        if (effect.reversibility() == Reversibility.UNKNOWN || effect.destroysRecovery()) {
            return null;
        }
        Resource resource = identity(effect.resource());
        if (resource.type().equals(OwnFiles.TYPE)) {
            return effect.places().isEmpty()
                    ? files.own(resource.id(), directory, file -> memory.own(session, file))
                    : null;
        }
        return memory.own(session, resource);
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
        Path directory = directory(action, session);
        List<Resource> makes = new ArrayList<>();
        List<Resource> takes = new ArrayList<>();
        for (EffectFacts effect : facts.effects()) {
            Resource made = made(effect.effect(), directory);
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
        if (effect.makes()) {
            return identity(effect.resource());
        }
        boolean file = effect.resource().type().equals(OwnFiles.TYPE)
                && effect.reversibility() == Reversibility.REVERSIBLE
                && effect.places().isEmpty();
        Path path = file ? OwnFiles.path(effect.resource().id(), directory) : null;
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
