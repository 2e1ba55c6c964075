package dev.agentguard.examples.pocketos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The replay itself, with the guard.jar of this build. */
class ReplayIT {

    @Test
    void allThatIsExpected_happens_andTheStatusIsZero() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int status = Replay.run(
                new PrintStream(out, true, StandardCharsets.UTF_8), Set.copyOf(Replay.SCENES), GuardFile.everything());

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .doesNotContain("FAILED")
                .contains(
                        "1  Without Guard",
                        "2  With the library",
                        "3  With the Java agent",
                        "4  With both",
                        "5  A human approves",
                        "6  Each check alone",
                        "7  The record");
        assertThat(status).as(text).isZero();
    }

    @Test
    void whereGuardOnlyWatches_theExpectationsBreak_andTheStatusIsOne() {
        try (ChildProcess replay = replay("-Dpocketos.monitor=true", "-Dpocketos.scenes=library")) {
            int status = replay.finish();

            String text =
                    replay.readTo("\n").stream().map(ChildProcess.Line::text).collect(Collectors.joining("\n"));
            assertThat(text)
                    .contains("FAILED what is left: expected production 18204 rows, staging 212 rows, 4 backups,"
                            + " seen nothing");
            assertThat(status).as(text).isEqualTo(1);
        }
    }

    private static ChildProcess replay(String monitor, String scenes) {
        return new ChildProcess(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        monitor,
                        scenes,
                        "-Dguard.jar=" + Jvm.guardJar(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.agentguard.examples.pocketos.Replay"),
                Path.of("").toAbsolutePath(),
                Map.of("ANTHROPIC_API_KEY", ""));
    }
}
