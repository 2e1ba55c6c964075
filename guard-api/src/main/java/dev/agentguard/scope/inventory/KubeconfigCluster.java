package dev.agentguard.scope.inventory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a cluster of a kubeconfig is and what it is called there. Its users and their credentials are read over.
 *
 * @param server the address of the API server
 * @param contexts all contexts of the cluster
 * @param cluster the name of its entry
 * @param authority the certificate authority in PEM, or null if it has none or that is a file
 * @param authorityFile the file of the certificate authority, relative to the kubeconfig, or null
 */
public record KubeconfigCluster(
        String server,
        List<String> contexts,
        String cluster,
        @Nullable String authority,
        @Nullable String authorityFile) {

    private static final String EXPECTED = "a kubeconfig with `contexts` and `clusters`";

    /** Copies the list. */
    public KubeconfigCluster {
        contexts = List.copyOf(contexts);
    }

    /**
     * Reads a kubeconfig.
     *
     * @param content the file's content
     * @param wanted the context whose cluster is meant, or null for {@code current-context}
     * @return the cluster
     * @throws InventoryException if it is no kubeconfig, has no such context, or switches verification off
     */
    public static KubeconfigCluster read(byte[] content, @Nullable String wanted) {
        Map<?, ?> root = Documents.yaml(content, EXPECTED);
        String context = wanted == null ? Documents.text(root.get("current-context")) : wanted;
        String cluster = context == null ? null : Kubeconfig.clusterOf(root, context);
        if (cluster == null) {
            throw new InventoryException("expected a kubeconfig with the context that is named, and its cluster");
        }
        List<String> contexts = new ArrayList<>();
        for (Object item : Documents.listOf(root.get("contexts"))) {
            String name = Documents.text(Documents.mapOf(item).get("name"));
            if (name != null && cluster.equals(Kubeconfig.clusterOf(root, name))) {
                contexts.add(name);
            }
        }
        for (Object item : Documents.listOf(root.get("clusters"))) {
            Map<?, ?> entry = Documents.mapOf(item);
            if (cluster.equals(Documents.text(entry.get("name")))) {
                return of(Documents.mapOf(entry.get("cluster")), contexts, cluster);
            }
        }
        throw new InventoryException("expected a kubeconfig with the context that is named, and its cluster");
    }

    private static KubeconfigCluster of(Map<?, ?> entry, List<String> contexts, String cluster) {
        String server = Documents.text(entry.get("server"));
        if (server == null) {
            throw new InventoryException("expected a cluster with `server`");
        }
        if (Boolean.TRUE.equals(entry.get("insecure-skip-tls-verify"))) {
            throw new InventoryException("`insecure-skip-tls-verify` would send Guard's token to anybody;"
                    + " name the `certificate-authority`");
        }
        String data = Documents.text(entry.get("certificate-authority-data"));
        String file = Documents.text(entry.get("certificate-authority"));
        return new KubeconfigCluster(server, contexts, cluster, data == null ? null : decoded(data), file);
    }

    private static String decoded(String data) {
        try {
            return new String(Base64.getMimeDecoder().decode(data), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            throw new InventoryException("expected `certificate-authority-data` in base64");
        }
    }
}
