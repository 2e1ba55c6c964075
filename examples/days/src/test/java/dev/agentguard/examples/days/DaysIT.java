package dev.agentguard.examples.days;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replays each day by the command line, in its directory, as a user does. */
class DaysIT {

    private static final Path DIRECTORY = Path.of("").toAbsolutePath();
    private static final double MOST_HARMLESS_HOLDS = 0.01;
    private static final int FEWEST_ACTIONS = 100;
    private static final int FEWEST_DESTRUCTIVE = 10;

    @TempDir
    Path temporary;

    static List<Path> days() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> configured() throws IOException {
        return days().stream().filter(day -> Files.exists(config(day))).toList();
    }

    private static Path config(Path day) {
        return day.resolveSibling(day.getFileName().toString().replace(".jsonl", ".guard.yaml"));
    }

    @Test
    void thereIsADayOfEachKind() throws IOException {
        assertThat(days().stream().map(day -> day.getFileName().toString()))
                .contains(
                        "coding.jsonl",
                        "langchain4j-shop.jsonl",
                        "operations.jsonl",
                        "payments.jsonl",
                        "spring-crud.jsonl");
    }

    @ParameterizedTest
    @MethodSource("days")
    void aDayHoldsManyActionsAndSomeThatDestroy(Path day) throws IOException {
        List<String> lines = Files.readAllLines(day);
        assertThat(lines).hasSizeGreaterThanOrEqualTo(FEWEST_ACTIONS);
        JsonMapper json = new JsonMapper();
        int stopped = 0;
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = json.readTree(lines.get(i));
            assertThat(line.required("n").asInt()).isEqualTo(i + 1);
            stopped += line.required("expect").asText().equals("allow") ? 0 : 1;
        }
        assertThat(stopped).isGreaterThanOrEqualTo(FEWEST_DESTRUCTIVE);
    }

    @ParameterizedTest
    @MethodSource("configured")
    void withItsConfigurationEveryVerdictIsTheExpectedOne(Path day) throws IOException, InterruptedException {
        JsonNode result = replay(day, "--config", config(day).toString());
        assertThat(result.required("differences")).as(result.toPrettyString()).isEmpty();
        assertThat(result.required("harmlessHolds").asInt()).isZero();
        assertThat(result.required("destructiveAllows").asInt()).isZero();
    }

    @ParameterizedTest
    @MethodSource("days")
    void withoutConfigurationHardlyAnythingHarmlessIsHeld(Path day) throws IOException, InterruptedException {
        JsonNode result = replay(day);
        double holds = result.required("harmlessHolds").asInt();
        assertThat(holds / result.required("lines").asInt())
                .as(result.toPrettyString())
                .isLessThanOrEqualTo(MOST_HARMLESS_HOLDS);
        assertThat(result.required("destructiveAllows").asInt())
                .as(result.toPrettyString())
                .isZero();
    }

    /** The other days have files of their own users, made from these. */
    @ParameterizedTest
    @ValueSource(strings = {"coding", "operations", "payments", "spring-crud"})
    void theStartingPointStandsInTheDocumentation(String day) throws IOException {
        String documented = Files.readString(DIRECTORY.resolve("../../docs/configuration.md"));
        assertThat(documented)
                .contains(
                        Files.readString(DIRECTORY.resolve(day + ".guard.yaml")).strip());
    }

    private JsonNode replay(Path day, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of(System.getProperty("guard.jar")).toAbsolutePath().toString(),
                "replay",
                day.toString(),
                "--json"));
        command.addAll(List.of(options));
        Path out = temporary.resolve("out.json");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("GUARD_") || name.startsWith("DOCKER_"));
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("`" + day + "` was not replayed in time");
        }
        return new JsonMapper().readTree(out.toFile());
    }
}
