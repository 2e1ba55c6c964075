package dev.agentguard.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of packs: those that are shipped, and those of a user. */
final class PackFiles {

    private PackFiles() {}

    /** Returns the index of what is shipped. */
    static PackIndex index() {
        return PackIndex.read(shipped(PackIndex.FILE));
    }

    static String shipped(String name) {
        try (InputStream in = PackFiles.class.getResourceAsStream("/dev/agentguard/packs/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the shipped pack `" + name + "` is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped pack `" + name + "` cannot be read", e);
        }
    }

    static String ofUser(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("`" + file + "` cannot be read: check that it exists", e);
        }
    }
}
