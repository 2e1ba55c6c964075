package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed at any moment: what they said was recorded is, and all that is left verifies. */
class KilledProcessesTest {

    /** 500 in .ci/full. */
    private static final int KILLS = Integer.getInteger("guard.kills", 20);

    private static final int AT_ONCE = 2;

    @TempDir
    Path store;

    @TempDir
    Path output;

    @Test
    @Timeout(3_600)
    void whatWasForcedIsThere() throws Exception {
        long seed = Long.getLong("guard.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> recorded = new ArrayList<>();
        for (int killed = 0; killed < KILLS; killed += AT_ONCE) {
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                processes.add(start(killed + i));
            }
            for (int i = 0; i < AT_ONCE; i++) {
                while (Files.size(said(killed + i)) == 0) {
                    assertThat(processes.get(i).isAlive()).isTrue();
                    Thread.sleep(5);
                }
                Thread.sleep(random.nextInt(40));
                processes.get(i).destroyForcibly().waitFor();
                List<String> ids = Files.readAllLines(said(killed + i));
                // the last may be cut off where the process died
                recorded.addAll(ids.subList(0, Math.max(1, ids.size() - 1)));
            }
        }
        AuditReport report = AuditVerifier.verify(store);
        assertThat(report.intact()).as("seed %d: %s", seed, report.messages()).isTrue();
        assertThat(report.files()).hasSize(KILLS);
        StringBuilder all = new StringBuilder();
        for (Path file : AuditDirectory.files(store)) {
            all.append(Files.readString(file));
        }
        String lines = all.toString();
        assertThat(recorded).hasSizeGreaterThan(KILLS);
        for (String id : recorded) {
            assertThat(lines).as("seed %d", seed).contains("\"id\":\"" + id + "\"");
        }
    }

    private Path said(int number) {
        return output.resolve("p" + number);
    }

    private Process start(int number) throws Exception {
        Files.createFile(said(number));
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Actor.class.getName(),
                        store.toString(),
                        "p" + number)
                .redirectOutput(said(number).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Records without end, and says each id once it is on disk. */
    static final class Actor {

        private Actor() {}

        public static void main(String[] args) throws Exception {
            AuditLog log = new AuditLog(Path.of(args[0]), InstantSource.system());
            for (int i = 0; ; i++) {
                String id = args[1] + "." + i + ".";
                log.append(Records.letThrough(id), true);
                log.append(new AuditRecord.Ended(id, AuditRecord.Ending.SUCCEEDED), false);
                System.out.println(id);
                System.out.flush();
            }
        }
    }
}
