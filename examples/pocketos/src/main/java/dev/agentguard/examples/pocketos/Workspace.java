package dev.agentguard.examples.pocketos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The repository that the agent works in: files of this example's resources, with the values of one run filled in. */
final class Workspace {

    private static final List<String> FILES = List.of(
            ".cursor/rules/safety.mdc",
            "AGENTS.md",
            "README.md",
            "deploy/notes.md",
            "deploy/staging.env",
            "docs/on-call.md",
            "logs/staging-deploy.txt",
            "scripts/domains/add-domain.sh",
            "scripts/domains/domains.env",
            "src/Reservations.java");

    private Workspace() {}

    static void write(Path directory, Map<String, String> values) throws IOException {
        for (String file : FILES) {
            String text = template(file);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{{" + value.getKey() + "}}", value.getValue());
            }
            Path target = directory.resolve(file);
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            Files.writeString(target, text);
        }
    }

    private static String template(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                Workspace.class.getResourceAsStream("/dev/agentguard/examples/pocketos/workspace/" + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
