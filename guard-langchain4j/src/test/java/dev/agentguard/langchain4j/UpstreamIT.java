package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * LangChain4j's own published tests, once without Guard and once with it on the class path, where it wraps every executor
 * of every service. Guard only watches: what it would hold is another matter. With the Maven profile {@code upstream}.
 */
class UpstreamIT {

    private static final int MINUTES = 20;

    @TempDir
    Path directory;

    @Test
    void tests_of_LangChain4j_that_pass_without_Guard_pass_with_it() throws Exception {
        List<String> path =
                List.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator));
        List<String> jars = path.stream()
                .filter(entry -> entry.matches(".*[/\\\\]langchain4j(-core)?-[^/\\\\]*-tests\\.jar"))
                .toList();
        assertThat(jars).as("needs the Maven profile `upstream`").hasSize(2);

        Map<String, String> without =
                run("without", path.stream().filter(entry -> !isGuard(entry)).toList(), jars);
        Map<String, String> with = run("with", path, jars);
        List<String> lost = lost(without, with);
        if (!lost.isEmpty()) { // some are impatient, and a machine may be busy
            Map<String, String> again = run("again", path, jars);
            lost = lost.stream()
                    .filter(test -> !"SUCCESSFUL".equals(again.get(test)))
                    .toList();
        }

        long decisions = decisions();
        Files.writeString(
                Files.createDirectories(Path.of("target/upstream")).resolve("summary"),
                "| " + without.size() + " | " + passed(without) + " | " + passed(with) + " | " + lost.size() + " | "
                        + decisions + " |\n");
        assertThat(lost).isEmpty();
        assertThat(with.keySet()).containsAll(without.keySet());
        assertThat(decisions).as("calls that Guard judged").isGreaterThan(100);
    }

    private static List<String> lost(Map<String, String> without, Map<String, String> with) {
        return without.entrySet().stream()
                .filter(test -> test.getValue().equals("SUCCESSFUL"))
                .map(Map.Entry::getKey)
                .filter(test -> !"SUCCESSFUL".equals(with.get(test)))
                .toList();
    }

    private static long passed(Map<String, String> tests) {
        return tests.values().stream().filter("SUCCESSFUL"::equals).count();
    }

    /** This project's classes, by which LangChain4j finds Guard. */
    private static boolean isGuard(String entry) {
        return entry.matches(
                ".*[/\\\\](guard-api|guard-langchain4j)[/\\\\]target[/\\\\](classes|[^/\\\\]*\\.jar)[/\\\\]?");
    }

    private Map<String, String> run(String name, List<String> path, List<String> jars) throws Exception {
        Path report = directory.resolve(name);
        Path config = Files.writeString(
                directory.resolve(name + ".yaml"), "version: 1\nmode: monitor\nstore: store-" + name + "\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dguard.config=" + config,
                "-cp",
                String.join(File.pathSeparator, path),
                UpstreamRun.class.getName(),
                report.toString()));
        command.addAll(jars);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Files.createDirectories(Path.of("target/upstream"))
                        .resolve(name + ".log")
                        .toFile())
                .start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        Map<String, String> ended = new TreeMap<>();
        Files.readAllLines(report).forEach(line -> {
            int space = line.indexOf(' ');
            ended.put(line.substring(space + 1), line.substring(0, space));
        });
        return ended;
    }

    private long decisions() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("store-with"))) {
            long count = 0;
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                count += Arrays.stream(Files.readString(file).split("\n"))
                        .filter(line -> line.contains("\"kind\":\"DECISION\""))
                        .count();
            }
            return count;
        }
    }
}
