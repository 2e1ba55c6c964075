package dev.agentguard.benchmarks;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Glob;
import dev.agentguard.effect.Place;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.Location;
import dev.agentguard.scope.Locator;
import dev.agentguard.scope.PlacePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** 100,000 declared resources, and as many hosts and databases: to load them, and to find one. */
@State(Scope.Thread)
public class InventoryBenchmark {

    private static final int MANY = 100_000;

    private List<Environment> environments = List.of();
    private Locator locator = new Locator(new Inventory(List.of()), List.of(), host -> false);
    private Effect byId = effect().build();
    private Effect byHost = byId;
    private Effect byPlace = byId;
    private Effect nowhere = byId;

    @Setup
    public void prepare() {
        environments = List.of(environment("staging"), environment("production"));
        locator = new Locator(new Inventory(environments), List.of(), host -> false);
        byId = effect().resource("railway:volume", "production-4711").build();
        byHost = effect().host("h4711.production.internal:443").build();
        byPlace = effect().places(List.of(
                        new Place(Place.DATABASE_HOST, "db4711.production.internal:5432"),
                        new Place(Place.DATABASE_NAME, "shop4711")))
                .build();
        nowhere = effect().resource("railway:volume", "unheard-of")
                .host("unheard.of")
                .build();
    }

    private static Effect.Builder effect() {
        return Effect.of("x:delete", new Evidence("body", "delete"))
                .resource("x:thing", null)
                .reversibility(Reversibility.IRREVERSIBLE, "deletes");
    }

    private static Environment environment(String name) {
        List<String> ids = new ArrayList<>();
        List<String> hosts = new ArrayList<>();
        List<PlacePattern> databases = new ArrayList<>();
        for (int i = 0; i < MANY / 2; i++) {
            ids.add(name + "-" + i);
            hosts.add("h" + i + "." + name + ".internal");
            Map<String, List<Glob>> parts = new LinkedHashMap<>();
            parts.put(Place.DATABASE_HOST, List.of(new Glob("db" + i + "." + name + ".internal:5432")));
            parts.put(Place.DATABASE_NAME, List.of(new Glob("shop" + i)));
            databases.add(new PlacePattern(parts));
        }
        return new Environment(name, false, false, false, hosts, Map.of("railway:volume", ids), List.of(), databases);
    }

    @Benchmark
    public Inventory load() {
        return new Inventory(environments);
    }

    @Benchmark
    public Location findId() {
        return locator.locate(byId, null);
    }

    @Benchmark
    public Location findHost() {
        return locator.locate(byHost, null);
    }

    @Benchmark
    public Location findDatabase() {
        return locator.locate(byPlace, null);
    }

    @Benchmark
    public Location findNothing() {
        return locator.locate(nowhere, null);
    }
}
