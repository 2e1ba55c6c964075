package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that loses what was not forced, at whichever byte, leaves a record that verifies. */
class TruncatedRecordTest {

    @TempDir
    Path directory;

    @Test
    void everyByteBehindTheLastForceMayBeTheLast() throws Exception {
        List<WatchedChannel> channels = new CopyOnWriteArrayList<>();
        Path file;
        byte[] bytes;
        int forced;
        try (AuditLog log =
                new AuditLog(directory.resolve("whole"), InstantSource.system(), (path, options, attributes) -> {
                    WatchedChannel channel = new WatchedChannel(FileChannel.open(path, options, attributes));
                    channels.add(channel);
                    return channel;
                })) {
            log.append(Records.letThrough("kept"), true);
            forced = (int) channels.get(0).forced.get();
            for (int i = 0; i < 3; i++) {
                log.append(Records.read("r" + i), false);
            }
            log.append(new AuditRecord.Ended("kept", AuditRecord.Ending.SUCCEEDED), false);
            while (!Files.readString(file(directory.resolve("whole"))).contains("SUCCEEDED\"")) {
                Thread.onSpinWait();
            }
            file = file(directory.resolve("whole"));
            bytes = Files.readAllBytes(file);
        }
        assertThat(bytes.length).isGreaterThan(forced + 1_000);
        Path cut = Files.createDirectory(directory.resolve("cut")).resolve(file.getFileName());
        for (int length = forced; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            AuditReport report = AuditVerifier.verify(cut.getParent());
            assertThat(report.intact())
                    .as("%d of %d bytes: %s", length, bytes.length, report.messages())
                    .isTrue();
            assertThat(report.unfinished())
                    .extracting(AuditReport.Unfinished::id)
                    .containsExactly("kept");
        }
    }

    private static Path file(Path store) throws Exception {
        return AuditDirectory.files(store).first();
    }
}
