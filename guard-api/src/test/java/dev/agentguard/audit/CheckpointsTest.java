package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed checkpoints, and what somebody does to a record that would verify without them. */
class CheckpointsTest {

    @TempDir
    Path store;

    @BeforeEach
    void record() throws Exception {
        write("a", 1_500);
        write("b", 3);
    }

    private void write(String name, int lines) throws Exception {
        try (AuditLog log = new AuditLog(store, InstantSource.system())) {
            for (int i = 0; i < lines; i++) {
                log.append(new AuditRecord.Ended(name + i, AuditRecord.Ending.SUCCEEDED), i % 100 == 99);
            }
        }
    }

    private Path file() throws IOException {
        return AuditDirectory.files(store).first();
    }

    private Path checkpoints() {
        return store.resolve(CheckpointFile.NAME);
    }

    private void rewrite(Path file, List<String> lines) throws IOException {
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    private AuditReport report() throws IOException {
        return AuditVerifier.verify(store);
    }

    @Test
    void aCheckpointIsSignedAfterSoManyLinesAndAtTheEnd() throws Exception {
        AuditReport report = report();
        assertThat(report.intact()).as(report.messages().toString()).isTrue();
        assertThat(report.messages()).isEmpty();
        assertThat(report.signed().checkpoints()).isBetween(3L, 5L);
        assertThat(report.signed().keys()).singleElement().asString().startsWith("ed25519:");
        for (String name : List.of(CheckpointKey.FILE, CheckpointFile.NAME)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store.resolve(name))))
                    .isEqualTo("rw-------");
        }
        try (var files = Files.list(store)) {
            assertThat(files).as("nothing is left over").hasSize(4);
        }
    }

    @Test
    void aTailThatIsRemovedIsMissedThoughTheRestVerifies() throws Exception {
        List<String> lines = Files.readAllLines(file());
        for (int left : List.of(lines.size() - 1, lines.size() - 2, 700, 1)) {
            rewrite(file(), lines.subList(0, left));
            // without the mark that the next file keeps of it
            AuditReport alone = AuditVerifier.verify(file());
            assertThat(alone.intact()).as("%d lines", left).isFalse();
            assertThat(alone.messages().toString()).contains("saw its line", "lines were removed from the end");
        }
        Files.delete(file());
        assertThat(report().messages().toString()).contains("was removed: checkpoint 1 names it");
    }

    @Test
    void aTailThatIsWrittenAnewIsMissedToo() throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(file()).subList(0, 900));
        String previous = Line.hash(lines.get(899).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        for (int i = 900; i < 1_600; i++) {
            byte[] line =
                    Line.of(i, java.time.Instant.now(), previous, "{\"kind\":\"OUTCOME\",\"id\":\"forged" + i + "\"}");
            String text = new String(line, 0, line.length - 1, java.nio.charset.StandardCharsets.US_ASCII);
            previous = Line.hash(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            lines.add(text);
        }
        rewrite(file(), lines);
        AuditReport report = AuditVerifier.verify(file());
        assertThat(report.files().get(0).broken())
                .as("the chain by itself holds")
                .isNull();
        assertThat(report.intact()).isFalse();
    }

    @Test
    void checkpointsThatAreChangedRemovedOrPutInAreFound() throws Exception {
        List<String> lines = Files.readAllLines(checkpoints());
        rewrite(checkpoints(), lines.subList(1, lines.size()));
        assertThat(report().messages().toString()).contains("audit.checkpoints:1: does not follow");
        List<String> other = new ArrayList<>(lines);
        other.set(1, lines.get(1).replaceFirst("\"seq\":\\d+", "\"seq\":5"));
        rewrite(checkpoints(), other);
        assertThat(report().messages().toString()).contains("audit.checkpoints:2: is not signed");
        rewrite(checkpoints(), List.of(lines.get(0), "garbage"));
        assertThat(report().messages().toString()).contains("audit.checkpoints:2: is no checkpoint");
        assertThat(report().intact()).isFalse();
    }

    @Test
    void aKeyThatIsReplacedIsSeen() throws Exception {
        Files.delete(store.resolve(CheckpointKey.FILE));
        write("c", 3);
        AuditReport report = report();
        assertThat(report.intact()).isFalse();
        assertThat(report.messages().toString()).contains("signed with 2 keys");
    }

    @Test
    void aCheckpointThatIsHalfWrittenIsNoneAndTheNextOneFollows() throws Exception {
        Files.writeString(checkpoints(), "{\"file\":\"audit", StandardOpenOption.APPEND);
        assertThat(report().intact()).isTrue();
        write("c", 3);
        assertThat(report().messages()).isEmpty();
        assertThat(report().intact()).isTrue();
    }

    @Test
    void severalLogsAtOnceShareOneChain() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "t" + i;
            Thread thread = new Thread(() -> {
                try {
                    write(name, 10);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(report().messages()).isEmpty();
        assertThat(report().intact()).isTrue();
    }

    @Test
    void aStoreThatCannotBeSignedIsRecordedInAllTheSame() throws Exception {
        Files.writeString(store.resolve(CheckpointKey.FILE), "no key");
        long before = report().lines();
        write("c", 3);
        assertThat(report().lines()).isEqualTo(before + 5);
        assertThat(report().intact()).isTrue();
    }
}
