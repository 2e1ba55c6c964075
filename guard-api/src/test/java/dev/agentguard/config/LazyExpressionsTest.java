package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where no rule has a {@code when}, nothing of the library for it is loaded. */
class LazyExpressionsTest {

    private static final String FILE = "version: 1\nrules:\n  - {id: a, verdict: deny, match: {kind: money}%s}\n";

    @TempDir
    Path work;

    /** Loads a configuration. */
    static final class Load {
        public static void main(String[] arguments) {
            GuardConfig.load(Path.of(arguments[0]), true);
        }
    }

    @Test
    void the_library_is_loaded_for_a_condition_only() throws IOException, InterruptedException {
        assertThat(loaded(""))
                .contains("dev.agentguard.config.PatternSection")
                .doesNotContain("dev.cel", "com.google.protobuf", "com.google.common", "org.antlr");
        assertThat(loaded(", when: effect.reach == 'all'")).contains("dev.cel.compiler", "com.google.protobuf");
    }

    private String loaded(String more) throws IOException, InterruptedException {
        Path file = Files.writeString(work.resolve("guard.yaml"), FILE.formatted(more));
        Path classes = work.resolve("classes");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Load.class.getName(),
                        file.toString()))
                .inheritIO()
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(classes, StandardCharsets.UTF_8);
    }
}
