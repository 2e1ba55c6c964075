package dev.agentguard.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicLong;

/** A real channel that remembers how much was written and how much of it was forced, and fails when it is told to. */
final class WatchedChannel extends FileChannel {

    final AtomicLong written = new AtomicLong();
    final AtomicLong forced = new AtomicLong();
    volatile boolean failWrite;
    volatile boolean failForce;
    final AtomicLong forces = new AtomicLong();
    volatile long forceMillis;
    volatile int mostAtOnce = Integer.MAX_VALUE;

    private final FileChannel channel;

    WatchedChannel(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int limit = source.limit();
        source.limit(Math.min(limit, (int) Math.min(Integer.MAX_VALUE, (long) source.position() + mostAtOnce)));
        int count = channel.write(source);
        source.limit(limit);
        written.addAndGet(count);
        if (failWrite) {
            throw new IOException("no space left on device");
        }
        return count;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (failForce) {
            throw new IOException("input/output error");
        }
        long before = written.get();
        channel.force(metaData);
        forces.incrementAndGet();
        if (forceMillis > 0) {
            try {
                Thread.sleep(forceMillis);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        forced.set(before);
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long size() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer target, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
