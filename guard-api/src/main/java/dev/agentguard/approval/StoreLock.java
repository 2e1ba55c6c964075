package dev.agentguard.approval;

import dev.agentguard.store.ChannelLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One holder at a time for a store, across threads, class loaders and processes. The operating system releases it when
 * a process dies. It waits for a bounded time: a holder that hangs must not hang everyone.
 */
final class StoreLock {

    private static final ConcurrentHashMap<Path, ReentrantLock> IN_THIS_JVM = new ConcurrentHashMap<>();

    private final ReentrantLock inThisJvm;
    private final FileChannel channel;

    private StoreLock(ReentrantLock inThisJvm, FileChannel channel) {
        this.inThisJvm = inThisJvm;
        this.channel = channel;
    }

    static StoreLock take(Path file, Duration limit) throws IOException, ApprovalException {
        long deadline = System.nanoTime() + limit.toNanos();
        ReentrantLock inThisJvm = IN_THIS_JVM.computeIfAbsent(file, unused -> new ReentrantLock());
        FileChannel channel = null;
        boolean taken = false;
        try {
            if (!inThisJvm.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy(file, limit);
            }
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (!ChannelLock.take(channel, Duration.ofNanos(deadline - System.nanoTime()))) {
                throw busy(file, limit);
            }
            taken = true;
            return new StoreLock(inThisJvm, channel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApprovalException("interrupted while waiting for the approval store", e);
        } finally {
            if (!taken) {
                release(inThisJvm, channel);
            }
        }
    }

    private static ApprovalException busy(Path file, Duration limit) {
        return new ApprovalException(
                "the approval store `" + file.getParent() + "` was busy for " + limit.toSeconds() + " s");
    }

    private static void release(ReentrantLock inThisJvm, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            if (inThisJvm.isHeldByCurrentThread()) {
                inThisJvm.unlock();
            }
        }
    }

    void close() throws IOException {
        release(inThisJvm, channel);
    }
}
