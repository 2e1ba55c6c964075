package dev.agentguard.benchmarks;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.PlacePattern;
import dev.agentguard.scope.Secret;
import dev.agentguard.scope.aws.AwsAccess;
import dev.agentguard.scope.aws.AwsResolver;
import dev.agentguard.scope.kubernetes.ClusterAccess;
import dev.agentguard.scope.kubernetes.KubernetesResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a resolver's answer costs that is in its cache, beside where nothing is asked. */
@State(Scope.Thread)
public class ResolverBenchmark {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final HttpTransport transport = request -> new HttpTransport.Response(200, answer(request));
    private final Inventory inventory = new Inventory(List.of(new Environment(
            "staging",
            false,
            false,
            false,
            List.of(),
            Map.of(),
            List.of(),
            List.of(
                    new PlacePattern(Map.of(), Map.of(PlacePattern.label("kubernetes:label", "env"), "staging")),
                    new PlacePattern(Map.of("aws:account", List.of(new Glob("111122223333"))))))));
    private final KubernetesResolver kubernetes = new KubernetesResolver(
            new ClusterAccess(
                    URI.create("https://10.0.0.7:6443"),
                    List.of("shared"),
                    List.of(),
                    () -> Secret.of("t"),
                    null,
                    LIMIT),
            transport,
            inventory);
    private final AwsResolver aws = new AwsResolver(
            new AwsAccess(() -> Secret.of("k"), () -> Secret.of("s"), null, "eu-west-1", null, LIMIT),
            transport,
            inventory,
            Clock.systemUTC());
    private final Locator locator = new Locator(inventory, List.of(kubernetes, aws), host -> false);
    private final Effect inCluster =
            effect(List.of(new Place("kubernetes:context", "shared"), new Place("kubernetes:namespace", "shop")));
    private final Effect inAws = effect(
            List.of(new Place("aws:region", "eu-west-1"), new Place(Place.AWS_ACCESS_KEY, "ASIA0123456789ABCDEF")));
    private final Effect elsewhere = effect(List.of(new Place("gcp:project", "shop")));

    private static byte[] answer(HttpTransport.Request request) {
        String text = request.method().equals("GET")
                ? "{\"kind\":\"Namespace\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"shop\",\"labels\":{\"env\":\"staging\"}}}"
                : "<GetAccessKeyInfoResponse><GetAccessKeyInfoResult><Account>111122223333</Account>"
                        + "</GetAccessKeyInfoResult></GetAccessKeyInfoResponse>";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Effect effect(List<Place> places) {
        return Effect.of("kubernetes:delete", new Evidence("command", "delete"))
                .resource("kubernetes:volume", "data")
                .reversibility(Reversibility.IRREVERSIBLE, "deletes")
                .places(places)
                .build();
    }

    /** Asks each once, so that the rest of the answers come from their caches. */
    @Setup
    public void prepare() {
        if (!(kubernetesCached() instanceof Location.Proven) || !(awsCached() instanceof Location.Proven)) {
            throw new IllegalStateException("the resolvers do not know it");
        }
    }

    /** Ends their threads. */
    @TearDown
    public void close() {
        kubernetes.close();
        aws.close();
    }

    @Benchmark
    public Location kubernetesCached() {
        return locator.locate(inCluster, null);
    }

    @Benchmark
    public Location awsCached() {
        return locator.locate(inAws, null);
    }

    @Benchmark
    public Location nobodyAsked() {
        return locator.locate(elsewhere, null);
    }
}
