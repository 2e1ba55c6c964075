package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of packs: those that are shipped, and those of a user. */
final class PackFiles {

    /** What stands in the place of {@code .yaml} in the name of a file that the build compiled. */
    static final String COMPILED = ".bin";

    private PackFiles() {}

    /** Returns the index of what is shipped. */
    static PackIndex index() {
        return PackIndex.read(shipped(PackIndex.FILE));
    }

    /** Returns a shipped file of YAML, in the form that the build made of it. */
    static YamlNode compiled(String name) {
        try (InputStream in = open(name.replace(".yaml", COMPILED))) {
            return YamlNode.compiled(name, new BufferedInputStream(in));
        } catch (IOException e) {
            throw new IllegalStateException("the shipped pack `" + name + "` cannot be read", e);
        }
    }

    static String shipped(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the shipped pack `" + name + "` cannot be read", e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = PackFiles.class.getResourceAsStream("/dev/agentguard/packs/" + name);
        if (in == null) {
            throw new IllegalStateException("the shipped pack `" + name + "` is missing");
        }
        return in;
    }

    static String ofUser(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("`" + file + "` cannot be read: check that it exists", e);
        }
    }
}
