package dev.agentguard.javaagent.tests;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A JDK with a version of a client's library. The libraries lie in {@code target/clients/NAME/VERSION}, copied by the
 * build: the ordinary one copies the newest version and runs it on the oldest JDK; the profile {@code matrix} copies more
 * and runs them on every JDK.
 *
 * @param library the client's directory under {@code target/clients}; empty for a client of the JDK
 * @param version the version's directory in that; empty likewise
 */
record Platform(Jdks.Jdk jdk, String library, String version) {

    private static final Path CLIENTS = Path.of("target/clients");

    /** Returns every JDK for a client that the JDK brings. */
    static Stream<Platform> ofTheJdk() {
        return Jdks.all().stream().map(jdk -> new Platform(jdk, "", ""));
    }

    /** Returns each version of a library that the build copied, with the JDKs of this build. */
    static Stream<Platform> of(String library) {
        File directory = CLIENTS.resolve(library).toFile();
        List<String> versions = Arrays.stream(Objects.requireNonNull(directory.list(), directory.toString()))
                .sorted()
                .toList();
        List<Jdks.Jdk> jdks = Jdks.ofThisBuild();
        return versions.stream().flatMap(version -> jdks.stream().map(jdk -> new Platform(jdk, library, version)));
    }

    Path[] libraries() {
        return library.isEmpty()
                ? new Path[0]
                : Libraries.in(CLIENTS.resolve(library).resolve(version).toString());
    }

    @Override
    public String toString() {
        return version.isEmpty() ? jdk.toString() : jdk + " " + version;
    }
}
