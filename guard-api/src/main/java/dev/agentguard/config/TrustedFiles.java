package dev.agentguard.config;

import dev.agentguard.yaml.YamlException;
import dev.agentguard.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The configurations that a human pinned, in {@code .guard/trusted} of the user's home: one line each with the digest
 * of the file and of the packs it names, and its path. A changed or moved file is no longer trusted.
 */
public final class TrustedFiles {

    private final Path list;

    /**
     * Uses the list of a home directory.
     *
     * @param home the user's home
     */
    public TrustedFiles(Path home) {
        list = home.resolve(".guard").resolve("trusted");
    }

    /**
     * Trusts a configuration as it is now; an earlier pin of the same path is replaced.
     *
     * @param file the configuration
     * @return the line that was written
     * @throws ConfigException if the file or the list cannot be read or written
     */
    public String pin(Path file) {
        byte[] content = BoundedFiles.read(file);
        if (content == null) {
            throw new ConfigException(
                    ConfigReader.nameOf(file) + ": no such file, or it cannot be read: `" + file + "`");
        }
        try {
            Path real = file.toRealPath();
            if (real.toString().chars().anyMatch(Character::isISOControl)) {
                throw new ConfigException("a path with control characters cannot be trusted");
            }
            String line = digest(real, content) + " " + real;
            List<String> lines = new ArrayList<>(lines());
            lines.removeIf(one -> one.endsWith(" " + real));
            lines.add(line);
            write(lines);
            return line;
        } catch (IOException e) {
            throw new ConfigException("the list of trusted files cannot be written: `" + list + "`");
        }
    }

    /** Returns whether this content of this file was pinned. What cannot be read is not trusted. */
    boolean isPinned(Path file, byte[] content) {
        try {
            Path real = file.toRealPath();
            return lines().contains(digest(real, content) + " " + real);
        } catch (IOException e) {
            return false;
        }
    }

    /** Packs can loosen as the file itself can, so they are part of what is pinned. */
    private static String digest(Path file, byte[] content) {
        Digests digests = new Digests().add("", content);
        for (Path pack : packs(file, content)) {
            byte[] packContent = BoundedFiles.read(pack);
            digests.add(pack.toString(), packContent == null ? new byte[0] : packContent);
        }
        return digests.hex();
    }

    private static List<Path> packs(Path file, byte[] content) {
        try {
            YamlNode packs = YamlNode.read(ConfigReader.nameOf(file), content).get("packs");
            return packs == null
                    ? List.of()
                    : Values.stringNodes(packs).stream()
                            .map(item -> Values.path(item, ConfigReader.baseOf(file)))
                            .toList();
        } catch (YamlException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(list) ? Files.readAllLines(list, StandardCharsets.UTF_8) : List.of();
    }

    private void write(List<String> lines) throws IOException {
        Path folder = ConfigReader.baseOf(list);
        Files.createDirectories(folder);
        Path next = Files.createTempFile(folder, "trusted", ".next");
        Files.write(next, lines, StandardCharsets.UTF_8);
        try {
            Files.move(next, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(next, list, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
