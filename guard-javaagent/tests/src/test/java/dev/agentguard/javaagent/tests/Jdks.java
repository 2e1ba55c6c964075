package dev.agentguard.javaagent.tests;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The JDKs of this machine that the agent is tested on: 17 and later, one of each release. */
final class Jdks {

    /** The property that names their homes, separated as a path is; without it they are looked for. */
    private static final String PROPERTY = "guard.test.jdks";

    private static final List<Jdk> ALL = find();

    private Jdks() {}

    /** Returns those that are run with what is the same on each: one, and in the profile {@code matrix} all. */
    static List<Jdk> ofThisBuild() {
        return Boolean.getBoolean("guard.test.matrix") ? all() : all().subList(0, 1);
    }

    /** A JDK. */
    record Jdk(int release, File home) {
        String java() {
            return new File(home, "bin/java").getPath();
        }

        @Override
        public String toString() {
            return "JDK " + release;
        }
    }

    static List<Jdk> all() {
        return ALL;
    }

    private static List<Jdk> find() {
        String given = System.getProperty(PROPERTY, "");
        Stream<File> homes = given.isBlank()
                ? Stream.concat(
                        Stream.of(System.getProperty("java.home"), System.getenv("JAVA_HOME"))
                                .filter(Objects::nonNull)
                                .map(File::new),
                        Stream.of(Objects.requireNonNullElse(new File("/usr/lib/jvm").listFiles(), new File[0]))
                                .sorted())
                : Arrays.stream(given.split(File.pathSeparator)).map(File::new);
        return homes
                .filter(home -> new File(home, "bin/java").canExecute())
                .map(home -> new Jdk(release(home), home))
                .filter(jdk -> jdk.release() >= 17)
                .collect(java.util.stream.Collectors.toMap(
                        Jdk::release, jdk -> jdk, (first, second) -> first, java.util.TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    private static int release(File home) {
        try (Stream<String> lines = java.nio.file.Files.lines(home.toPath().resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9.]", ""))
                    .mapToInt(version -> Integer.parseInt(version.split("\\.")[0]))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.IOException e) {
            return 0;
        }
    }
}
