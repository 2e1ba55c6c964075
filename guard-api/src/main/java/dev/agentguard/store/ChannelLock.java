package dev.agentguard.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;

/**
 * Locks an open file against all others: processes, and in this one whoever has a channel of their own, since the library
 * and the Java agent may both be here. The operating system releases it when a process dies.
 */
public final class ChannelLock {

    private static final long PAUSE_MILLIS = 2;

    private ChannelLock() {}

    /**
     * Waits for the lock.
     *
     * @param channel the file, open for writing; closing it releases the lock
     * @param limit how long to wait: a holder that hangs must not hang everyone
     * @return whether it was taken; false if somebody else held it all that time
     * @throws IOException if locking fails
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public static boolean take(FileChannel channel, Duration limit) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isTaken(channel)) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held in this JVM, by another channel
        }
    }
}
