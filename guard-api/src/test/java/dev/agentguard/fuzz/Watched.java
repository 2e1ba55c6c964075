package dev.agentguard.fuzz;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Runs a reader and, while fuzzing, holds it to its bounds. On seeds alone nothing is timed: a build is no benchmark. */
final class Watched {

    /** Of processor time; Jazzer's instrumentation makes readers several times slower than they are. */
    private static final long MOST_NANOS = 50_000_000L;

    private static final long MOST_BYTES = 256L << 20;
    private static final int TRIES = 4;
    private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Watched() {}

    static <T> T run(Supplier<T> reader) {
        if (!FUZZING) {
            return reader.get();
        }
        long leastNanos = Long.MAX_VALUE;
        long leastBytes = Long.MAX_VALUE;
        // the least of some tries: the first one loads classes and packs, and any may be interrupted
        for (int i = 0; i < TRIES; i++) {
            long bytes = THREADS.getCurrentThreadAllocatedBytes();
            long start = THREADS.getCurrentThreadCpuTime();
            T result = reader.get();
            leastNanos = Math.min(leastNanos, THREADS.getCurrentThreadCpuTime() - start);
            leastBytes = Math.min(leastBytes, THREADS.getCurrentThreadAllocatedBytes() - bytes);
            if (leastNanos < MOST_NANOS && leastBytes < MOST_BYTES) {
                return result;
            }
        }
        throw new AssertionError("one input took " + leastNanos / 1_000_000 + " ms of processor time and "
                + (leastBytes >> 20) + " MiB, " + TRIES + " times");
    }
}
