package dev.agentguard.scope.railway;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Kind;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Answer;
import dev.agentguard.scope.Backup;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.Resolver;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.remote.LookUps;
import dev.agentguard.scope.remote.NotResolvedException;
import dev.agentguard.scope.remote.RemoteService;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks Railway where a volume, a volume instance, a backup, an environment, a project or a service lives. Safe for use
 * by many threads.
 *
 * <p>Needs a token of a human's own, of an account or a workspace, that sees every project the agent could reach; the
 * answer shows only what that token sees. Answers are kept for 30 seconds; one that is needed fresh is read again.
 * Anything left unread is {@link Answer.Unresolved}: a failed request, the time limit, a page, an environment that the
 * token cannot access.
 */
public final class RailwayResolver implements Resolver {

    private static final int LONGEST_ID = 200;
    private static final int MOST_INSTANCES = 10;
    private static final Duration LEFT_FOR_THE_ANSWER = Duration.ofMillis(300);

    private final RailwayClient client;
    private final LookUps<Question> lookUps;
    private final Labels labels;
    private final Inventory inventory;

    private record Question(
            String type, String id, @Nullable String environment, boolean withBackups) {}

    /**
     * Creates a resolver.
     *
     * @param endpoint the address of the GraphQL API
     * @param token a token that may read
     * @param timeLimit the time for one look-up, all its requests together
     * @param transport sends the requests
     * @param inventory the declared environments
     * @throws IllegalArgumentException if the endpoint would have the token sent unencrypted over a network
     */
    public RailwayResolver(
            URI endpoint, Secret token, Duration timeLimit, HttpTransport transport, Inventory inventory) {
        this(endpoint, token, timeLimit, transport, inventory, Ticker.systemTicker());
    }

    RailwayResolver(
            URI endpoint,
            Secret token,
            Duration timeLimit,
            HttpTransport transport,
            Inventory inventory,
            Ticker ticker) {
        if (!RemoteService.isSafe(endpoint)) {
            throw new IllegalArgumentException("the railway resolver's endpoint must be an https address,"
                    + " or an http address of this machine");
        }
        this.lookUps = new LookUps<>("railway", timeLimit, ticker);
        this.client = new RailwayClient(
                endpoint, token, new RemoteService("railway", transport, null, lookUps.calls(), timeLimit));
        this.labels = new Labels(inventory);
        this.inventory = inventory;
    }

    @Override
    public boolean responsibleFor(Effect effect) {
        return effect.resource().id() != null
                && TargetFinder.TYPES.contains(effect.resource().type());
    }

    @Override
    public Answer resolve(Effect effect, boolean fresh) {
        String id = effect.resource().id();
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            return new Answer.Unresolved("the action names no id of a `"
                    + Labels.shown(effect.resource().type()) + "` that railway could be asked for");
        }
        Question question =
                new Question(effect.resource().type(), id, toLookUp(effect.environment()), wantsBackups(effect));
        return lookUps.answer(question, fresh, this::lookUp);
    }

    /** An environment that is declared by this id or name is known already. */
    private @Nullable String toLookUp(@Nullable String environment) {
        return environment == null
                        || inventory.declares(environment)
                        || !inventory.ofRailway(environment).isEmpty()
                ? null
                : environment;
    }

    private static boolean wantsBackups(Effect effect) {
        return effect.kind() == Kind.DATA && effect.reversibility().compareTo(Reversibility.RECOVERABLE) >= 0;
    }

    private Answer.Found lookUp(Question question, Deadline deadline) throws CallFailedException, NotResolvedException {
        RailwayReader railway = new RailwayReader(client, deadline);
        TargetFinder finder = new TargetFinder(railway);
        Target target = finder.find(question.type(), question.id());
        if (question.environment() != null) {
            target = finder.join(target, question.environment());
        }
        List<Backup> backups = new ArrayList<>();
        String unknown = question.withBackups() ? listBackups(railway, target, deadline, backups) : null;
        List<String> dependants = question.withBackups() ? dependants(railway, target, deadline) : List.of();
        return new Answer.Found(labels.of(target.environments()), target.evidence(), backups, unknown, dependants);
    }

    /** The services that mount a volume, by their names as far as there is time to ask for those. */
    private static List<String> dependants(RailwayReader railway, Target target, Deadline deadline) {
        Map<String, String> names = new HashMap<>();
        int more = 0;
        Set<String> dependants = new LinkedHashSet<>();
        for (VolumeInstance instance : target.instances()) {
            String id = instance.serviceId();
            if (id != null && dependants.size() == MOST_INSTANCES) {
                more++;
            } else if (id != null) {
                String name = names.computeIfAbsent(id, unused -> nameOf(railway, id, deadline));
                dependants.add("service `" + Labels.shown(name) + "` in `"
                        + Labels.shown(instance.environment().name()) + "`");
            }
        }
        if (more > 0) {
            dependants.add("up to " + more + " more");
        }
        return List.copyOf(dependants);
    }

    private static String nameOf(RailwayReader railway, String id, Deadline deadline) {
        try {
            return deadline.within(LEFT_FOR_THE_ANSWER) ? id : railway.nameOfService(id);
        } catch (CallFailedException | NotResolvedException e) {
            return id;
        }
    }

    /** Adds what backups there are, and returns why they are not all, or null. The location is known whatever happens. */
    private static @Nullable String listBackups(
            RailwayReader railway, Target target, Deadline deadline, List<Backup> backups) {
        if (target.instances().size() > MOST_INSTANCES) {
            return "it has more than " + MOST_INSTANCES + " volume instances";
        }
        try {
            for (VolumeInstance instance : target.instances()) {
                if (deadline.within(LEFT_FOR_THE_ANSWER)) {
                    return "there was no time left to list them";
                }
                backups.addAll(railway.backups(instance.id()));
            }
            return null;
        } catch (CallFailedException | NotResolvedException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() {
        lookUps.close();
    }

    @Override
    public String toString() {
        return "RailwayResolver";
    }
}
