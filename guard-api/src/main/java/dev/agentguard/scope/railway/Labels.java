package dev.agentguard.scope.railway;

import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.Shown;
import java.util.Collection;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Names Railway's environments as {@code guard.yaml} does; one that it does not declare is never an assigned one. */
final class Labels {

    private static final int MOST_NAMED = 10;

    private final Inventory inventory;

    Labels(Inventory inventory) {
        this.inventory = inventory;
    }

    /** Returns the declared environments that these are, and {@code railway:name} for each that is none of them. */
    Set<String> of(Collection<RailwayEnvironment> environments) {
        Set<String> labels = new TreeSet<>();
        for (RailwayEnvironment environment : environments) {
            labels.addAll(of(environment));
        }
        return labels;
    }

    private Set<String> of(RailwayEnvironment environment) {
        Set<String> declared = new TreeSet<>(inventory.ofRailway(environment.id()));
        declared.addAll(inventory.ofRailway(environment.name()));
        if (declared.isEmpty()) {
            String label = "railway:" + shown(environment.name());
            // The name is chosen at Railway: it must not become the name of a declared environment.
            declared.add(inventory.declares(label) ? label + " (not declared)" : label);
        }
        return declared;
    }

    /** Returns the environments in words. */
    static String inWords(Collection<RailwayEnvironment> environments) {
        StringJoiner words = new StringJoiner(", ");
        environments.stream()
                .distinct()
                .limit(MOST_NAMED)
                .forEach(environment -> words.add("`" + shown(environment.name()) + "` (" + shown(environment.id())
                        + ")" + (environment.deleted() ? " which is deleted" : "")));
        return environments.size() > MOST_NAMED ? words + " and more" : words.toString();
    }

    static String shown(String text) {
        return Shown.text(text);
    }
}
