package dev.agentguard.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program without a line of Guard, in a JVM of its own, with a configuration that is named from outside. */
class ZeroLinesTest {

    @TempDir
    Path directory;

    @Test
    void tools_are_held_and_the_record_is_whole_when_the_program_ends() throws Exception {
        String output = run("version: 1\nstore: store\n");

        assertThat(output.lines()).contains("object ran []", "map ran []", "static ran []");
        assertThat(decisions()).isEqualTo(3);
    }

    @Test
    void mode_monitor_records_and_stops_nothing() throws Exception {
        String output = run("version: 1\nstore: store\nmode: monitor\n");

        assertThat(output.lines()).contains("object ran [v]", "map ran [v]", "static ran [v]");
        assertThat(decisions()).isEqualTo(3);
    }

    @Test
    void broken_configuration_builds_no_service_and_says_where() throws Exception {
        assertThat(run("version: 1\nenvs: {}\n"))
                .contains("guard.yaml:2:1")
                .contains("envs")
                .doesNotContain(" ran ");
    }

    private String run(String configuration) throws Exception {
        Path file = Files.writeString(directory.resolve("guard.yaml"), configuration);
        return ChildJvm.run(ChildJvm.classPath(), List.of("-Dguard.config=" + file), Probe.class);
    }

    private long decisions() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("store"))) {
            List<Path> records =
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList();
            assertThat(records).hasSize(1);
            return Files.readAllLines(records.get(0)).stream()
                    .filter(line -> line.contains("\"kind\":\"DECISION\""))
                    .count();
        }
    }
}
