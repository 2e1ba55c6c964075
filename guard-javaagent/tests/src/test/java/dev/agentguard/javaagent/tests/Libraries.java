package dev.agentguard.javaagent.tests;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The libraries of the applications under test. */
final class Libraries {

    private static final List<String> ANNOTATIONS = List.of(
            "Guarded",
            "RequiresBackup",
            "Undo",
            "Reversibility",
            "TargetResource",
            "TargetEnvironment",
            "Sql",
            "Shell",
            "GraphQl",
            "HttpPart");

    private Libraries() {}

    /** Returns the jars of a directory. */
    static Path[] in(String directory) {
        return Arrays.stream(Objects.requireNonNull(new File(directory).listFiles(), directory))
                .sorted()
                .map(file -> file.toPath().toAbsolutePath())
                .toArray(Path[]::new);
    }

    /** Returns a directory with Guard's annotations and nothing else of Guard, as an application may carry them. */
    static Path annotations(Path directory) {
        Path classes = directory.resolve("annotations");
        try {
            for (String name : ANNOTATIONS) {
                String entry = "dev/agentguard/annotation/" + name + ".class";
                Path file = classes.resolve(entry);
                Files.createDirectories(file.getParent());
                try (InputStream in = Libraries.class.getClassLoader().getResourceAsStream(entry)) {
                    Files.write(file, Objects.requireNonNull(in, entry).readAllBytes());
                }
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
