package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles the packs of a folder and writes their index; the build runs it on what it is about to ship. */
public final class PackIndexer {

    private PackIndexer() {}

    /**
     * Writes beside each file its compiled form, and the index.
     *
     * @param arguments the folder of packs
     * @throws IOException if a file cannot be read or the index cannot be written
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Path file : files(folder)) {
            Path compiled = Path.of(file.toString().replace(".yaml", PackFiles.COMPILED));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(compiled))) {
                read(folder, file).compile(out);
            }
        }
        Files.writeString(folder.resolve(PackIndex.FILE), index(folder).write());
    }

    static PackIndex index(Path folder) throws IOException {
        List<PackIndex.Entry> entries = new ArrayList<>();
        for (Path file : files(folder)) {
            YamlNode root = read(folder, file);
            if (root.get("guard-pack") != null) {
                entries.add(new PackIndex.Entry(name(folder, file), PackMatchParser.parse(root)));
            }
        }
        return new PackIndex(entries);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static YamlNode read(Path folder, Path file) throws IOException {
        return YamlNode.read(name(folder, file), Files.readAllBytes(file));
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }
}
