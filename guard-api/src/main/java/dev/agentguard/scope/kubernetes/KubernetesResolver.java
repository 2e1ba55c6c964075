package dev.agentguard.scope.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Answer;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.PlacePattern;
import dev.agentguard.scope.Resolver;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.remote.LookUps;
import dev.agentguard.scope.remote.NotResolvedException;
import dev.agentguard.scope.remote.RemoteService;
import dev.agentguard.scope.remote.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks a cluster for the labels and annotations of the namespaces that an action is in, where environments are recognised by
 * those. Safe for use by many threads.
 *
 * <p>An action of which the namespace cannot be told (none named, all of them, things outside of namespaces) is
 * {@link Answer.Unresolved} as soon as labels could say something about it.
 */
public final class KubernetesResolver implements Resolver {

    private static final String PROVIDER = "kubernetes:";

    private final ClusterName cluster;
    private final Inventory inventory;
    private final LookUps<Subject> lookUps;
    private final ClusterReader reader;
    private final RemoteService service;
    private final Set<String> labelled;

    /**
     * Creates a resolver.
     *
     * @param access how the cluster is read
     * @param transport sends the requests
     * @param inventory the declared environments
     * @throws IllegalArgumentException if the token would be sent unencrypted over a network
     */
    public KubernetesResolver(ClusterAccess access, HttpTransport transport, Inventory inventory) {
        if (!RemoteService.isSafe(access.server())) {
            throw new IllegalArgumentException("the server of a kubernetes resolver must be an https address,"
                    + " or an http address of this machine");
        }
        this.cluster = new ClusterName(access);
        this.inventory = inventory;
        this.labelled = inventory.labelledAt(places(null), PROVIDER);
        this.lookUps = new LookUps<>(name(), access.timeLimit(), Ticker.systemTicker());
        this.reader = new ClusterReader(access, transport, name(), lookUps.calls());
        this.service = reader.service();
    }

    private String name() {
        return "kubernetes at " + cluster.server();
    }

    @Override
    public boolean responsibleFor(Effect effect) {
        return !labelled.isEmpty() && cluster.isOf(effect);
    }

    @Override
    public Answer resolve(Effect effect, boolean fresh) {
        return lookUps.answer(Subject.of(effect), fresh, this::lookUp);
    }

    private List<Place> places(@Nullable String namespace) {
        List<Place> places = new ArrayList<>(cluster.places());
        if (namespace != null) {
            places.add(new Place(Namespaces.NAMESPACE, namespace));
        }
        return places;
    }

    private Answer.Found lookUp(Subject subject, Deadline deadline) throws CallFailedException, NotResolvedException {
        Set<String> namespaces = Namespaces.of(subject.resource(), subject.places());
        if (namespaces == null) {
            throw new NotResolvedException("the action names no namespace that could be looked up at "
                    + cluster.server() + ", and " + labelled + " may be in any of them");
        }
        Set<String> environments = new TreeSet<>();
        Set<String> unclaimed = new TreeSet<>();
        List<String> evidence = new ArrayList<>();
        for (String namespace : namespaces) {
            Set<String> found = inventory.labelled(places(namespace), labels(namespace, deadline), PROVIDER);
            if (found == null) {
                throw new NotResolvedException(
                        "the labels of the namespace `" + namespace + "` leave open in which environment it is");
            }
            environments.addAll(found);
            if (found.isEmpty()) {
                unclaimed.add(namespace);
            }
            evidence.add("`" + namespace + "` has those of " + (found.isEmpty() ? "none" : found));
        }
        Set<String> declared = inventory.declaredAt(subject.resource(), subject.host(), known(subject));
        if (declared == null) {
            throw new NotResolvedException(
                    "it may be in several environments; the action does not say what would tell");
        }
        environments.addAll(declared);
        // of several namespaces, one that nobody declares is not excused by another that somebody does
        if (declared.isEmpty() || namespaces.size() > 1) {
            unclaimed.forEach(namespace -> environments.add(undeclared(namespace)));
        }
        return new Answer.Found(
                environments,
                "kubernetes at " + cluster.server() + ": of labels and annotations the namespace "
                        + String.join(", ", evidence),
                List.of(),
                null);
    }

    /** A namespace's name is chosen in the cluster: it must not become the name of a declared environment. */
    private String undeclared(String namespace) {
        String name = PROVIDER + namespace;
        return inventory.declares(name) ? name + " (not declared)" : name;
    }

    /** The places of an action and what of the cluster's names it left out. */
    private List<Place> known(Subject subject) {
        List<Place> known = new ArrayList<>(subject.places());
        String id = subject.resource().id();
        if (subject.resource().type().equals(Namespaces.NAMESPACE) && id != null) {
            known.removeIf(place -> place.type().equals(Namespaces.NAMESPACE));
            known.add(new Place(Namespaces.NAMESPACE, Namespaces.name(id)));
        }
        for (Place place : cluster.places()) {
            if (subject.places().stream().noneMatch(named -> named.type().equals(place.type()))) {
                known.add(place);
            }
        }
        return known;
    }

    /** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/#get-read-the-specified-namespace */
    private Map<String, String> labels(String namespace, Deadline deadline)
            throws CallFailedException, NotResolvedException {
        Response response = reader.get("/api/v1/namespaces/" + namespace, deadline);
        if (response.status() == 404) {
            throw new NotResolvedException("there is no namespace `" + namespace + "` at " + cluster.server());
        }
        if (response.status() != 200) {
            throw service.status(response.status());
        }
        JsonNode object = service.object(response);
        if (!service.text(object, "kind").equals("Namespace")
                || !service.text(object, "apiVersion").equals("v1")) {
            throw service.unexpected("kind");
        }
        JsonNode metadata = object.path("metadata");
        if (!service.text(metadata, "name").equals(namespace)) {
            throw new CallFailedException(name() + " answered with another thing than was asked for", false);
        }
        Map<String, String> labels = new LinkedHashMap<>();
        add(labels, metadata, "labels", "kubernetes:label");
        add(labels, metadata, "annotations", "kubernetes:annotation");
        return labels;
    }

    private void add(Map<String, String> labels, JsonNode metadata, String field, String kind)
            throws CallFailedException {
        JsonNode values = metadata.get(field);
        if (values == null || values.isNull()) {
            return;
        }
        if (!values.isObject()) {
            throw service.unexpected(field);
        }
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            if (!value.getValue().isTextual()) {
                throw service.unexpected(field + "." + Shown.text(value.getKey()));
            }
            labels.put(
                    PlacePattern.label(kind, value.getKey()), value.getValue().textValue());
        }
    }

    @Override
    public void close() {
        lookUps.close();
    }

    @Override
    public String toString() {
        return "KubernetesResolver[" + cluster.server() + "]";
    }
}
