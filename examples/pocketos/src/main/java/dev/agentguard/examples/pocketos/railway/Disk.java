package dev.agentguard.examples.pocketos.railway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The disks behind the volumes. A volume is a directory; each instance is a directory in it, and the backups of an
 * instance lie beside its data, on the volume that they protect, as they did in April 2026.
 */
final class Disk {

    private static final String TABLE = "orders.csv";

    private final Path root;

    Disk(Path root) {
        this.root = root;
    }

    void write(String volumeId, String instanceId, List<String> rows) {
        try {
            Path data = Files.createDirectories(instance(volumeId, instanceId).resolve("data"));
            Files.write(data.resolve(TABLE), rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that are there now, 0 where nothing is. */
    int rows(String volumeId, String instanceId) {
        Path table = instance(volumeId, instanceId).resolve("data").resolve(TABLE);
        if (!Files.exists(table)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(table, StandardCharsets.UTF_8)) {
            return (int) lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double megabytes(String volumeId, String instanceId) {
        Path table = instance(volumeId, instanceId).resolve("data").resolve(TABLE);
        try {
            return Files.exists(table) ? Files.size(table) / 1_000_000.0 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void backUp(String volumeId, String instanceId, String backupId) {
        try {
            Path backups =
                    Files.createDirectories(instance(volumeId, instanceId).resolve("backups"));
            Files.copy(instance(volumeId, instanceId).resolve("data").resolve(TABLE), backups.resolve(backupId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean holdsBackup(String volumeId, String instanceId, String backupId) {
        return Files.exists(instance(volumeId, instanceId).resolve("backups").resolve(backupId));
    }

    /** Destroys a volume with everything on it. */
    void destroy(String volumeId) {
        destroy(root.resolve(volumeId));
    }

    /** Destroys one instance with its backups. */
    void destroy(String volumeId, String instanceId) {
        destroy(instance(volumeId, instanceId));
    }

    private static void destroy(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path instance(String volumeId, String instanceId) {
        return root.resolve(volumeId).resolve(instanceId);
    }
}
