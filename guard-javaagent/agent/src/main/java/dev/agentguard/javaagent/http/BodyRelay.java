package dev.agentguard.javaagent.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Carries a body from the thread that writes it to the one that sends it, a few pieces at a time. */
final class BodyRelay {

    /** An exchange that takes its body from here. */
    interface Exchange {
        @Nullable
        Object send(PushedBody.Writer body) throws Exception;
    }

    private static final int LARGEST = 16 * 1024;
    private static final int PIECES = 8;
    private static final byte[] END = new byte[0];
    private static final long WAIT_MILLIS = 20;

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
    private final FutureTask<@Nullable Object> exchange;
    private final Thread sender;
    private volatile @Nullable Throwable broken;

    BodyRelay(Exchange begun) {
        exchange = new FutureTask<>(() -> begun.send(this::copyTo));
        sender = new Thread(exchange, "guard-body");
        sender.setDaemon(true);
    }

    void start() {
        sender.start();
    }

    void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = offset; at < offset + length; at += LARGEST) {
            put(Arrays.copyOfRange(bytes, at, Math.min(at + LARGEST, offset + length)));
        }
    }

    private void put(byte[] piece) throws IOException {
        try {
            while (!pieces.offer(piece, WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                if (exchange.isDone()) {
                    throw new IOException("the request ended before its body");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** On the sending thread. */
    @SuppressWarnings("ReferenceEquality") // There is one end.
    private void copyTo(OutputStream out) throws Exception {
        while (true) {
            byte[] piece = pieces.poll();
            if (piece == null) {
                out.flush();
                piece = next();
            }
            if (piece == END) {
                if (broken instanceof Exception failure) {
                    throw failure;
                }
                if (broken instanceof Error error) {
                    throw error;
                }
                return;
            }
            out.write(piece);
        }
    }

    private byte[] next() throws InterruptedIOException {
        try {
            return pieces.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /**
     * Waits for the answer once the body is written, or is not.
     *
     * @param failure why the rest of the body does not come, or null
     */
    PushedBody.Taken finish(@Nullable Throwable failure, HttpHop hop) {
        broken = failure;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    boolean taken = false;
                    while (!taken && !exchange.isDone()) {
                        taken = pieces.offer(END, WAIT_MILLIS, TimeUnit.MILLISECONDS);
                    }
                    return new PushedBody.Taken(hop, null, exchange.get(), null);
                } catch (InterruptedException e) {
                    // It is the exchange that the application means.
                    interrupted = true;
                    sender.interrupt();
                } catch (ExecutionException e) {
                    return new PushedBody.Taken(hop, null, null, e.getCause() == null ? e : e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
