package dev.agentguard.scope.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Reach;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.DependantFinder;
import dev.agentguard.scope.Dependants;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.kubernetes.ClusterReader.Listing;
import dev.agentguard.scope.remote.DependantLookUps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cluster which pods mount a claim or refer to a config map or a secret, and what is in a namespace. Only names and
 * numbers are kept of what is read. Safe for use by many threads.
 *
 * <p>Secrets are never listed: whoever may list them may read them.
 */
public final class ClusterDependants implements DependantFinder {

    private static final String CLAIM = "kubernetes:persistentvolumeclaim";
    private static final String CONFIG_MAP = "kubernetes:configmap";
    private static final String SECRET = "kubernetes:secret";
    private static final Set<String> TYPES = Set.of(CLAIM, CONFIG_MAP, SECRET, Namespaces.NAMESPACE);

    /** A pod with all that was written about it may have 30 KiB, a page at most {@code MAX_RESPONSE_BYTES}. */
    private static final int PODS_AT_ONCE = 100;

    private static final int NAMES_AT_ONCE = 250;

    /** What holds data first: the time may not suffice for all. */
    private static final List<Kind> KINDS = List.of(
            new Kind("/api/v1", "persistentvolumeclaims", "volume claim"),
            new Kind("/apis/apps/v1", "statefulsets", "stateful set"),
            new Kind("/apis/apps/v1", "deployments", "deployment"),
            new Kind("/apis/apps/v1", "daemonsets", "daemon set"),
            new Kind("/apis/batch/v1", "cronjobs", "cron job"),
            new Kind("/api/v1", "pods", "pod"),
            new Kind("/api/v1", "services", "service"));

    private static final int MOST_EXAMPLES = 3;

    private record Kind(String group, String resource, String word) {

        Listing in(String namespace) {
            return new Listing(group + "/namespaces/" + namespace + "/" + resource, false, NAMES_AT_ONCE);
        }
    }

    private record Question(String type, String namespace, String name) {}

    private final ClusterName cluster;
    private final DependantLookUps<Question> lookUps;
    private final ClusterReader reader;

    /**
     * Creates a finder.
     *
     * @param access how the cluster is read
     * @param transport sends the requests
     */
    public ClusterDependants(ClusterAccess access, HttpTransport transport) {
        this.cluster = new ClusterName(access);
        String name = "kubernetes at " + cluster.server();
        this.lookUps = new DependantLookUps<>(name + " for dependants", access.timeLimit(), Ticker.systemTicker());
        this.reader = new ClusterReader(access, transport, name, lookUps.calls());
    }

    @Override
    public boolean responsibleFor(Effect effect) {
        return TYPES.contains(effect.resource().type()) && cluster.isOf(effect) && question(effect) != null;
    }

    @Override
    public Dependants find(Effect effect, Location location) {
        Question question = question(effect);
        return question == null
                ? Dependants.NONE
                : lookUps.answer(
                        question,
                        deadline -> question.type().equals(Namespaces.NAMESPACE)
                                ? in(question.namespace(), deadline)
                                : pods(question, deadline));
    }

    /** All claims of a namespace, or one by a name that cannot be read, are not asked about. */
    private static @Nullable Question question(Effect effect) {
        String type = effect.resource().type();
        String id = effect.resource().id();
        Set<String> namespaces = Namespaces.of(effect.resource(), effect.places());
        if (id == null || effect.reach() != Reach.ONE || namespaces == null || namespaces.size() != 1) {
            return null;
        }
        String name = Namespaces.name(id);
        return Namespaces.isObjectName(name)
                ? new Question(type, namespaces.iterator().next(), name)
                : null;
    }

    private Dependants pods(Question question, Deadline deadline) throws CallFailedException {
        BiPredicate<JsonNode, String> uses = switch (question.type()) {
            case CLAIM -> PodReferences::mounts;
            case CONFIG_MAP -> PodReferences::readsConfigMap;
            default -> PodReferences::readsSecret;
        };
        Set<String> pods = new TreeSet<>();
        String unread = reader.each(
                new Listing("/api/v1/namespaces/" + question.namespace() + "/pods", true, PODS_AT_ONCE),
                deadline,
                pod -> {
                    if (!PodReferences.hasEnded(pod) && uses.test(pod, question.name())) {
                        pods.add("pod `" + name(pod) + "`");
                    }
                });
        return Dependants.of(pods, unread == null ? null : "not every pod could be read: " + unread);
    }

    private Dependants in(String namespace, Deadline deadline) throws CallFailedException {
        List<String> found = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Kind kind : KINDS) {
            List<String> names = new ArrayList<>();
            String because;
            try {
                because = reader.each(kind.in(namespace), deadline, item -> names.add(name(item)));
            } catch (CallFailedException e) {
                if (found.isEmpty() && unread.isEmpty()) {
                    throw e;
                }
                unread.add("it was broken off at " + kind.resource() + ": " + e.because());
                break;
            }
            if (because != null) {
                unread.add(kind.resource() + ": " + because);
            }
            if (!names.isEmpty()) {
                found.add((because == null ? "" : "at least ") + names.size() + " " + kind.word()
                        + (names.size() == 1 ? "" : "s") + " (" + examples(names) + ")");
            }
        }
        return Dependants.of(found, unread.isEmpty() ? null : String.join("; ", unread));
    }

    private static String examples(List<String> names) {
        String some = String.join(
                ", ",
                names.stream()
                        .limit(MOST_EXAMPLES)
                        .map(name -> "`" + name + "`")
                        .toList());
        return names.size() > MOST_EXAMPLES ? some + " …" : some;
    }

    private static String name(JsonNode object) {
        String name = object.path("metadata").path("name").asText();
        return name.isEmpty() ? "?" : Shown.text(name);
    }

    @Override
    public void close() {
        lookUps.close();
    }

    @Override
    public String toString() {
        return "ClusterDependants[" + cluster.server() + "]";
    }
}
