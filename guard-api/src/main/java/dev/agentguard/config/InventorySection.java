package dev.agentguard.config;

import dev.agentguard.scope.inventory.ComposeFile;
import dev.agentguard.scope.inventory.DotEnv;
import dev.agentguard.scope.inventory.Imported;
import dev.agentguard.scope.inventory.InventoryException;
import dev.agentguard.scope.inventory.Kubeconfig;
import dev.agentguard.scope.inventory.TerraformState;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code environments.<name>.inventory}: files that say what belongs to an environment, read once at the start. */
final class InventorySection {

    private static final List<String> KINDS = List.of("terraform", "kubeconfig", "compose", "env");
    private static final int LARGEST_STATE = 16 << 20;
    private static final int LARGEST = 1 << 20;

    private InventorySection() {}

    static List<Imported> read(@Nullable YamlNode section, Path base, Digests digests) {
        List<Imported> all = new ArrayList<>();
        if (section != null) {
            section.list().forEach(item -> all.add(file(item, base, digests)));
        }
        return all;
    }

    private static Imported file(YamlNode item, Path base, Digests digests) {
        item.map("terraform", "kubeconfig", "compose", "env", "context", "namespace");
        List<String> given =
                KINDS.stream().filter(kind -> item.get(kind) != null).toList();
        if (given.size() != 1) {
            throw item.error("expected exactly one of `terraform`, `kubeconfig`, `compose`, `env`");
        }
        String kind = given.get(0);
        for (String key : List.of("context", "namespace")) {
            if (item.get(key) != null && !kind.equals("kubeconfig")) {
                throw item.keyNode(key).error("`" + key + "` belongs to a `kubeconfig`");
            }
        }
        YamlNode node = item.require(kind);
        Path path = Values.homePath(node, base);
        byte[] content = content(node, path, kind.equals("terraform") ? LARGEST_STATE : LARGEST);
        digests.add(node.string(), content);
        try {
            return switch (kind) {
                case "terraform" -> TerraformState.read(content);
                case "kubeconfig" -> Kubeconfig.read(content, text(item.get("context")), text(item.get("namespace")));
                case "compose" ->
                    ComposeFile.read(content, path.toAbsolutePath().normalize(), node.string());
                default -> DotEnv.read(content);
            };
        } catch (InventoryException e) {
            throw node.error("`" + node.string() + "`: " + e.getMessage());
        }
    }

    private static byte[] content(YamlNode node, Path path, int limit) {
        if (!Files.isRegularFile(path)) {
            throw node.error("no such file `" + node.string() + "`");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw node.error("`" + node.string() + "` is larger than " + (limit >> 20) + " MiB");
            }
            return content;
        } catch (IOException e) {
            throw node.error("`" + node.string() + "` cannot be read");
        }
    }

    private static @Nullable String text(@Nullable YamlNode node) {
        return node == null ? null : node.string();
    }
}
