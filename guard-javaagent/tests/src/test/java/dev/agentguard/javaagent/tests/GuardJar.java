package dev.agentguard.javaagent.tests;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file under test, as it is shipped. */
final class GuardJar {

    private static final Path FILE = Path.of(System.getProperty("guard.jar", "../agent/target/guard.jar"))
            .toAbsolutePath()
            .normalize();

    private GuardJar() {}

    static Path file() {
        if (!Files.isRegularFile(FILE)) {
            throw new IllegalStateException("`" + FILE + "` is missing: build with `verify`");
        }
        return FILE;
    }

    /** The directory of the applications of these tests; no library lies in it. */
    static Path applications() {
        return Path.of("target/test-classes").toAbsolutePath();
    }
}
