package dev.agentguard.scope.inventory;

import dev.agentguard.effect.Resource;
import dev.agentguard.scope.Managed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What in a state depends on what. An instance lists the addresses, without keys, of all that it depends on, directly or
 * not: Terraform needs them to destroy in the right order. Here they are turned round. Not safe for use by several threads.
 */
final class TerraformDependencies {

    private static final int MOST_NAMED = 100;
    private static final int LONGEST = 400;

    private static final class Entry {
        private final Set<Resource> ids = new LinkedHashSet<>();
        private final Set<String> dependants = new LinkedHashSet<>();
        private int more;
    }

    private final Map<String, Entry> managed = new LinkedHashMap<>();
    private final Map<String, Entry> dependedOn = new LinkedHashMap<>();

    /** Adds a resource of the state, and returns where its ids go; null if it has no address. */
    @Nullable
    Set<Resource> add(Map<?, ?> resource) {
        String module = Documents.text(resource.get("module"));
        String type = Documents.text(resource.get("type"));
        String name = Documents.text(resource.get("name"));
        if (type == null || name == null) {
            return null;
        }
        String address = (module == null ? "" : module + ".") + type + "." + name;
        if (address.length() > LONGEST) {
            return null;
        }
        Set<String> dependencies = new LinkedHashSet<>();
        for (Object instance : Documents.listOf(resource.get("instances"))) {
            for (Object dependency : Documents.listOf(Documents.mapOf(instance).get("dependencies"))) {
                if (dependency instanceof String text && text.length() <= LONGEST) {
                    dependencies.add(text);
                }
            }
        }
        for (String dependency : dependencies) {
            Entry entry = dependedOn.computeIfAbsent(dependency, unused -> new Entry());
            if (entry.dependants.size() < MOST_NAMED) {
                entry.dependants.add(address);
            } else {
                entry.more++;
            }
        }
        return managed.computeIfAbsent(TerraformAddress.withoutKeys(address), unused -> new Entry()).ids;
    }

    List<Managed> build() {
        List<Managed> all = new ArrayList<>();
        managed.forEach((address, entry) -> {
            Entry used = dependedOn.getOrDefault(address, entry);
            all.add(new Managed(address, new ArrayList<>(entry.ids), new ArrayList<>(used.dependants), used.more));
        });
        return all;
    }
}
