package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Runs a reader and, while fuzzing, holds it to its bounds. On seeds alone nothing is timed: a build is no benchmark. */
final class Watched {

    /** Of processor time; Jazzer's instrumentation makes readers several times slower than they are. */
    private static final long MOST_NANOS = 50_000_000L;

    private static final long MOST_BYTES = 256L << 20;
    private static final int TRIES = 3;
    private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Watched() {}

    static <T> T run(Supplier<T> reader) {
        if (!FUZZING) {
            return reader.get();
        }
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            T result = reader.get();
            least = Math.min(least, THREADS.getCurrentThreadCpuTime() - start);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - bytes)
                    .as("bytes allocated for one input")
                    .isLessThan(MOST_BYTES);
            if (least < MOST_NANOS) {
                return result;
            }
        }
        throw new AssertionError("one input took " + least / 1_000_000 + " ms of processor time, " + TRIES + " times");
    }
}
