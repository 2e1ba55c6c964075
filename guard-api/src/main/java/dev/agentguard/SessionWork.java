package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.ToolCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.decision.Decider;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.EffectFacts;
import dev.agentguard.decision.Facts;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Policy;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Resource;
import dev.agentguard.rules.RuleInput;
import dev.agentguard.rules.SessionCounts;
import dev.agentguard.session.Deeds;
import dev.agentguard.session.History;
import dev.agentguard.session.Quotas;
import dev.agentguard.session.SessionMemory;
import dev.agentguard.session.Shares;
import dev.agentguard.session.Tally;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
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
            List.of("scope.unknown", "recoverability.", "credentials.", "cap.", "session.", "approval.");

    private final SessionMemory memory = new SessionMemory();
    private final Deeds deeds = new Deeds();
    private final OwnFiles files;
    private final Shares shares = new Shares();
    private final SameRequests same;
    private final Quotas quotas;
    private final Policy policy;
    private final Function<String, @Nullable String> rejection;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private record Running(
            String session,
            List<Resource> makes,
            List<Resource> takes,
            List<Shares.Share> shares,
            SameRequests.Request request) {}

    SessionWork(
            Quotas quotas,
            Policy policy,
            Function<String, @Nullable String> rejection,
            List<String> disposable,
            SameRequests same) {
        this.same = same;
        this.files = new OwnFiles(disposable, Path.of(""));
        this.quotas = quotas;
        this.policy = policy;
        this.rejection = rejection;
    }

    /** Returns what the session did so far. */
    SessionCounts before(CallContext context) {
        return deeds.of(context.session());
    }

    /** Takes note of what a session read that somebody else may have written. */
    void read(CallContext context, String source, InstantSource clock) {
        deeds.read(context.session(), source, clock);
    }

    /** Counts what is let through without being taken note of. */
    void reads(CallContext context, Facts facts) {
        deeds.did("", context.session(), effects(facts), part(context));
    }

    /** Counts an action that a human is asked about. */
    void asked(CallContext context, @Nullable String request) {
        if (request != null) {
            deeds.asked(context.session(), request);
        }
    }

    /** Counts an action that is refused. */
    void refused(CallContext context) {
        deeds.refused(context.session());
    }

    /** An effect counts with each of several credentials, and is one effect. */
    private static Collection<Effect> effects(Facts facts) {
        if (facts.effects().size() == 1) {
            return List.of(facts.effects().get(0).effect());
        }
        Set<Effect> effects = Collections.newSetFromMap(new IdentityHashMap<>());
        facts.effects().forEach(effect -> effects.add(effect.effect()));
        return effects;
    }

    private static Deeds.Part part(CallContext context) {
        return switch (context.origin()) {
            case TOOL -> Deeds.Part.TOOL_CALL;
            case WIRE_IN_TOOL -> Deeds.Part.OF_A_TOOL_CALL;
            default -> Deeds.Part.NONE;
        };
    }

    /** Returns the request that its server does once, however often it is sent. */
    SameRequests.Request request(Action action) {
        return quotas.isEmpty() ? SameRequests.Request.NONE : same.of(action);
    }

    /** Returns how it is known that the session made an effect's resource itself, or null. */
    @Nullable
    String own(CallContext context, Effect effect, List<Effect> beside, @Nullable Path directory) {
        return own(context.session(), effect, beside, directory);
    }

    /** Returns what was before an effect. */
    History history(
            CallContext context,
            SameRequests.Request request,
            Effect effect,
            @Nullable String own,
            Supplier<RuleInput> input,
            Instant now) {
        if (!effect.reversibility().mayWrite()) {
            return History.NONE;
        }
        String session = context.session();
        List<Tally> tallies = quotas.tallies(effect, input, session, now).stream()
                .map(tally -> counted(tally, context, request, effect))
                .toList();
        return new History(own, memory.refused(session, effect, rejection), tallies);
    }

    /** What its tool call was counted for already, or the same request before, is not counted again. */
    private Tally counted(Tally tally, CallContext context, SameRequests.Request request, Effect effect) {
        if (same.proceeded(request)) {
            return tally.counted(true);
        }
        Shares.Share share = context.origin() == Origin.WIRE_IN_TOOL
                ? shares.covering(context.session(), tally.quota(), effect)
                : null;
        return share == null ? tally : tally.counted(share.isOf(effect));
    }

    private @Nullable String own(String session, Effect effect, List<Effect> beside, @Nullable Path directory) {
        if (effect.reversibility() == Reversibility.UNKNOWN || effect.destroysRecovery()) {
            return null;
        }
        Resource resource = identity(effect.resource());
        if (resource.type().equals(OwnFiles.TYPE)) {
            if (!effect.places().isEmpty() || beside.stream().anyMatch(SessionWork::bringsIn)) {
                return null;
            }
            return isMadeBefore(effect, beside, directory)
                    ? "the same line makes it"
                    : files.own(resource.id(), directory, session, memory);
        }
        return memory.own(session, resource);
    }

    /** {@code mkdir out && rm -r out}, where nothing is there yet. */
    @SuppressWarnings("ReferenceEquality") // Two effects of a line may be equal, and only those in front count.
    private static boolean isMadeBefore(Effect effect, List<Effect> beside, @Nullable Path directory) {
        Path path = directory == null ? null : OwnFiles.path(effect.resource().id(), directory);
        if (path == null) {
            return false;
        }
        Resource file = OwnFiles.resource(path);
        for (Effect before : beside) {
            if (before == effect) {
                return false;
            }
            if (file.equals(made(before, directory))) {
                return true;
            }
        }
        return false;
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
    boolean proceeds(String id, CallContext context, Action action, Facts facts, Decision decision) {
        String session = context.session();
        SameRequests.Request request = request(action);
        List<Shares.Share> taken = new ArrayList<>();
        Set<String> permits = decision instanceof Decision.Allow
                ? decision.reasons().stream()
                        .map(Reason::rule)
                        .filter(rule -> rule.startsWith(PERMIT))
                        .map(rule -> rule.substring(PERMIT.length()))
                        .collect(Collectors.toSet())
                : Set.of();
        List<Quotas.Counted> counted = facts.effects().stream()
                .map(effect -> new Quotas.Counted(effect.effect(), uncounted(effect, context, request, taken), permits))
                .toList();
        List<Quotas.Part> parts = taken.stream().map(Shares.Share::part).toList();
        if (!quotas.take(id, session, counted, parts, facts.time()) && !permits.isEmpty()) {
            taken.forEach(shares::back);
            return false;
        }
        deeds.did(id, session, effects(facts), part(context));
        same.proceeds(request);
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
            makes.addAll(here ? BuildOutputs.of(effect.effect(), directory) : List.of());
            Resource made = here ? made(effect.effect(), directory) : null;
            if (made != null) {
                makes.add(made);
            } else if (effect.history().own() != null && takesAway(effect.effect())) {
                takes.add(taken(effect.effect().resource(), directory));
            }
        }
        boolean counts = facts.effects().stream()
                .anyMatch(effect -> !effect.history().tallies().isEmpty());
        if (counts && context.origin() == Origin.TOOL) {
            facts.effects()
                    .forEach(effect -> effect.history()
                            .tallies()
                            .forEach(tally -> shares.open(session, id, tally.quota(), effect.effect())));
        }
        if (counts || !makes.isEmpty() || !takes.isEmpty()) {
            running.put(id, new Running(session, makes, takes, taken, request));
        }
        return true;
    }

    /** What is only changed stays the session's own, and so does a branch: what was deleted here may still be over there. */
    private static boolean takesAway(Effect effect) {
        return effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0
                && !effect.resource().type().startsWith("git:");
    }

    /** The tallies that it still has to be counted for. */
    private List<Tally> uncounted(
            EffectFacts facts, CallContext context, SameRequests.Request request, List<Shares.Share> taken) {
        if (same.proceeded(request)) {
            return List.of();
        }
        if (context.origin() != Origin.WIRE_IN_TOOL) {
            return facts.history().tallies();
        }
        List<Tally> left = new ArrayList<>();
        for (Tally tally : facts.history().tallies()) {
            Shares.Share share = shares.take(context.session(), tally.quota(), facts.effect());
            if (share == null) {
                left.add(tally);
            } else {
                taken.add(share);
            }
        }
        return left;
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
    void completed(String id, Outcome outcome) {
        Running ended = running.remove(id);
        shares.close(id);
        deeds.completed(id, outcome == Outcome.FAILED);
        if (ended == null) {
            return;
        }
        if (outcome == Outcome.FAILED) {
            quotas.back(id);
            ended.shares().forEach(shares::back);
            same.failed(ended.request());
            return;
        }
        if (outcome == Outcome.UNKNOWN) {
            return;
        }
        ended.takes().forEach(resource -> memory.gone(ended.session(), resource));
        ended.makes().forEach(resource -> memory.made(ended.session(), resource, "this session made it"));
    }

    /** Takes note of what was not let through, effect by effect. */
    void stopped(String session, Facts facts, @Nullable String request) {
        for (EffectFacts effect : facts.effects()) {
            Decision alone = Decider.decide(facts.alone(effect), policy);
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
