package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the index of the packs in a folder; the build runs it on what it is about to ship. */
public final class PackIndexer {

    private PackIndexer() {}

    /**
     * Writes the index.
     *
     * @param arguments the folder of packs
     * @throws IOException if a file cannot be read or the index cannot be written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Files.writeString(folder.resolve(PackIndex.FILE), index(folder).write());
    }

    static PackIndex index(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
        List<PackIndex.Entry> entries = new ArrayList<>();
        for (Path file : files) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            YamlNode root = YamlNode.read(name, Files.readAllBytes(file));
            if (root.get("guard-pack") != null) {
                entries.add(new PackIndex.Entry(name, PackMatchParser.parse(root)));
            }
        }
        return new PackIndex(entries);
    }
}
