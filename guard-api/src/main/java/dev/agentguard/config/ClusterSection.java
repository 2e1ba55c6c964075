package dev.agentguard.config;

import dev.agentguard.scope.Secret;
import dev.agentguard.scope.inventory.InventoryException;
import dev.agentguard.scope.inventory.KubeconfigCluster;
import dev.agentguard.scope.kubernetes.ClusterAccess;
import dev.agentguard.scope.remote.Authorities;
import dev.agentguard.yaml.YamlNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** {@code resolvers.kubernetes:}. A kubeconfig says where a cluster is; no credential is taken from it. */
final class ClusterSection {

    private final Variables variables;
    private final Path base;
    private final Digests digests;

    ClusterSection(Variables variables, Path base, Digests digests) {
        this.variables = variables;
        this.base = base;
        this.digests = digests;
    }

    List<ClusterAccess> read(@Nullable YamlNode section) {
        return section == null
                ? List.of()
                : section.list().stream().map(this::cluster).toList();
    }

    private ClusterAccess cluster(YamlNode node) {
        node.map("server", "kubeconfig", "context", "contexts", "certificate-authority", "token", "time-limit");
        YamlNode serverNode = node.get("server");
        YamlNode kubeconfig = node.get("kubeconfig");
        YamlNode more = node.get("contexts");
        if ((serverNode == null) == (kubeconfig == null)) {
            throw node.error("expected either `server` or `kubeconfig`");
        }
        if (node.get("context") != null && kubeconfig == null) {
            throw node.keyNode("context").error("`context` belongs to a `kubeconfig`; name `contexts` of the server");
        }
        List<String> contexts = new ArrayList<>(more == null ? List.of() : more.strings());
        List<String> clusters = new ArrayList<>();
        byte[] authority = null;
        URI server;
        if (kubeconfig == null) {
            server = ResolverSection.endpoint(node.require("server"));
        } else {
            KubeconfigCluster read = kubeconfig(kubeconfig, node.get("context"));
            server = ResolverSection.endpoint(kubeconfig, read.server());
            contexts.addAll(read.contexts());
            clusters.add(read.cluster());
            authority = authority(kubeconfig, read);
        }
        YamlNode own = node.get("certificate-authority");
        if (own != null) {
            authority = content(own, Values.homePath(own, base));
        }
        YamlNode timeLimit = node.get("time-limit");
        Supplier<Secret> token = OwnCredential.read(node.require("token"), variables, base);
        return new ClusterAccess(
                server,
                contexts,
                clusters,
                token,
                trust(own == null ? node : own, authority),
                timeLimit == null ? ResolverSection.TIME_LIMIT : timeLimit.duration());
    }

    private KubeconfigCluster kubeconfig(YamlNode file, @Nullable YamlNode context) {
        try {
            return KubeconfigCluster.read(
                    content(file, Values.homePath(file, base)), context == null ? null : context.string());
        } catch (InventoryException e) {
            throw file.error("`" + file.string() + "`: " + e.getMessage());
        }
    }

    private byte @Nullable [] authority(YamlNode kubeconfig, KubeconfigCluster read) {
        String data = read.authority();
        if (data != null) {
            return data.getBytes(StandardCharsets.US_ASCII);
        }
        Path beside = Values.homePath(kubeconfig, base).toAbsolutePath().getParent();
        String file = read.authorityFile();
        return file == null || beside == null ? null : content(kubeconfig, beside.resolve(file));
    }

    private byte[] content(YamlNode node, Path file) {
        byte[] content = BoundedFiles.read(file);
        if (content == null) {
            throw node.error("no such file `" + file.getFileName() + "`");
        }
        digests.add(node.string(), content);
        return content;
    }

    private static @Nullable SSLSocketFactory trust(YamlNode node, byte @Nullable [] authority) {
        try {
            return authority == null ? null : Authorities.trusting(authority);
        } catch (IllegalArgumentException e) {
            throw node.error("expected a certificate authority in PEM, " + e.getMessage());
        }
    }
}
