package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AuditCrashTest {

    @TempDir
    Path directory;

    /** kill -9 between "recorded" and "done": what is left verifies and says that the outcome is not known. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_process_that_is_killed_in_the_middle_of_an_action_leaves_a_record_that_says_so() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Actor.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            byte[] recorded = process.getInputStream().readNBytes("recorded".length());
            assertThat(new String(recorded, StandardCharsets.US_ASCII)).isEqualTo("recorded");
        } finally {
            process.destroyForcibly().waitFor();
        }

        AuditReport report = AuditVerifier.verify(directory);
        assertThat(report.intact()).isTrue();
        assertThat(report.lines()).isEqualTo(4);
        assertThat(report.unfinished()).extracting(AuditReport.Unfinished::id).containsExactly("killed");
        assertThat(report.messages()).hasSize(2).anyMatch(message -> message.contains("has no end"));
    }

    /** A process that finishes one action and dies in the next. */
    static final class Actor {

        private Actor() {}

        public static void main(String[] args) throws Exception {
            try (AuditLog log = new AuditLog(Path.of(args[0]), InstantSource.system())) {
                log.append(Records.letThrough("done"), true);
                log.append(new AuditRecord.Ended("done", AuditRecord.Ending.SUCCEEDED), false);
                log.append(Records.letThrough("killed"), true);
                System.out.print("recorded");
                System.out.flush();
                Thread.sleep(60_000);
            }
        }
    }
}
