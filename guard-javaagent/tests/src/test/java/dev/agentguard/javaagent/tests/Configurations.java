package dev.agentguard.javaagent.tests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a guard.yaml with its own store. */
final class Configurations {

    private Configurations() {}

    /** Writes these lines. */
    static Path text(Path directory, String name, List<String> lines) {
        try {
            return Files.writeString(directory.resolve(name + ".yaml"), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An agent that works in staging, beside a production that lies elsewhere. */
    static Path write(Path directory, String name, String... more) {
        String text = String.join(
                        "\n",
                        "version: 1",
                        "agent:",
                        "  environments: [staging]",
                        "environments:",
                        "  staging:",
                        "    hosts: [staging.example.com]",
                        "  production:",
                        "    protected: true",
                        "    hosts: [production.example.com]",
                        "store: store-" + name,
                        String.join("\n", more))
                + "\n";
        try {
            return Files.writeString(directory.resolve(name + ".yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
