package dev.agentguard.scope.inventory;

import dev.agentguard.effect.Glob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which cluster a context of a kubeconfig is: every context of that cluster, its entry's name and its server. */
public final class Kubeconfig {

    private static final String EXPECTED = "a kubeconfig with `contexts` and `clusters`";

    private Kubeconfig() {}

    /**
     * Reads a kubeconfig.
     *
     * @param content the file's content
     * @param wanted the context whose cluster belongs to the environment, or null for {@code current-context}
     * @param namespace the namespace to which that is limited, or null
     * @return the cluster as a place
     * @throws InventoryException if it is no kubeconfig, or has no such context
     */
    public static Imported read(byte[] content, @Nullable String wanted, @Nullable String namespace) {
        Map<?, ?> root = Documents.yaml(content, EXPECTED);
        String name = wanted == null ? Documents.text(root.get("current-context")) : wanted;
        if (name == null || name.isBlank()) {
            throw new InventoryException("expected a kubeconfig with `current-context`, or `context` beside it");
        }
        String cluster = clusterOf(root, name);
        if (cluster == null) {
            throw new InventoryException("expected a kubeconfig with the context that is named, and its cluster");
        }
        List<String> contexts = new ArrayList<>();
        for (Object item : Documents.listOf(root.get("contexts"))) {
            String context = Documents.text(Documents.mapOf(item).get("name"));
            if (context != null && cluster.equals(clusterOf(root, context))) {
                contexts.add(context);
            }
        }
        List<String> clusters = new ArrayList<>(List.of(cluster));
        for (Object item : Documents.listOf(root.get("clusters"))) {
            Map<?, ?> entry = Documents.mapOf(item);
            String server = Documents.text(Documents.mapOf(entry.get("cluster")).get("server"));
            String host = server == null ? null : Imported.plainHost(server);
            if (cluster.equals(Documents.text(entry.get("name"))) && host != null) {
                clusters.add(host);
            }
        }
        Map<String, List<Glob>> parts = new LinkedHashMap<>();
        parts.put("kubernetes:context", Imported.globs(contexts));
        parts.put("kubernetes:cluster", Imported.globs(clusters));
        if (namespace != null) {
            parts.put("kubernetes:namespace", Imported.globs(List.of(namespace)));
        }
        Imported.Builder found = new Imported.Builder();
        found.place(parts);
        return found.build();
    }

    static @Nullable String clusterOf(Map<?, ?> root, String context) {
        for (Object item : Documents.listOf(root.get("contexts"))) {
            Map<?, ?> entry = Documents.mapOf(item);
            if (context.equals(Documents.text(entry.get("name")))) {
                return Documents.text(Documents.mapOf(entry.get("context")).get("cluster"));
            }
        }
        return null;
    }
}
