package dev.agentguard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for the disk waits together, and what need not wait does not. */
class GroupCommitTest {

    private static final int THREADS = 64;
    private static final int EACH = 20;
    private static final int ALONE = 50;
    private static final long DISK_MILLIS = 10;

    @TempDir
    Path directory;

    private final List<WatchedChannel> channels = new CopyOnWriteArrayList<>();

    private AuditLog slow() {
        return new AuditLog(directory, InstantSource.system(), (file, options, attributes) -> {
            WatchedChannel channel = new WatchedChannel(FileChannel.open(file, options, attributes));
            channel.forceMillis = DISK_MILLIS;
            channels.add(channel);
            return channel;
        });
    }

    @Test
    void manyThreadsThatWaitGetFiveTimesTheLinesOfOneForceForEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AuditLog log = slow()) {
            log.append(Records.letThrough("warm"), true);
            long start = System.nanoTime();
            for (int i = 0; i < ALONE; i++) {
                log.append(Records.letThrough("alone" + i), true);
            }
            double alone = ALONE / ((System.nanoTime() - start) / 1e9);
            WatchedChannel channel = channels.get(0);
            long before = channel.forces.get();
            assertThat(before).as("one force a line").isGreaterThan(ALONE);

            CountDownLatch ready = new CountDownLatch(1);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String id = "t" + i + ".";
                all.add(threads.submit(() -> {
                    ready.await();
                    for (int j = 0; j < EACH; j++) {
                        log.append(Records.letThrough(id + j), true);
                    }
                    return null;
                }));
            }
            start = System.nanoTime();
            ready.countDown();
            for (Future<?> one : all) {
                one.get();
            }
            double together = THREADS * EACH / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "one force a line: %.0f lines/s; %d threads: %.0f lines/s, %d forces for %d lines%n",
                    alone, THREADS, together, channel.forces.get() - before, THREADS * EACH);
            assertThat(together).isGreaterThan(5 * alone);
        } finally {
            threads.shutdownNow();
        }
        assertThat(AuditVerifier.verify(directory).intact()).isTrue();
    }

    @Test
    void whatCanBeUndoneDoesNotWaitForTheDisk() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (AuditLog log = slow()) {
            log.append(Records.letThrough("a"), true);
            channels.get(0).forceMillis = 2_000;
            Future<?> waits = threads.submit(() -> {
                log.append(Records.letThrough("b"), true);
                return null;
            });
            while (channels.get(0).forces.get() < 3) {
                Thread.onSpinWait();
            }
            long start = System.nanoTime();
            for (int i = 0; i < 100; i++) {
                log.append(Records.read("r" + i), false);
            }
            assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
            assertThat(waits.isDone()).isFalse();
            channels.get(0).forceMillis = 0;
            waits.get();
        } finally {
            threads.shutdownNow();
        }
    }
}
