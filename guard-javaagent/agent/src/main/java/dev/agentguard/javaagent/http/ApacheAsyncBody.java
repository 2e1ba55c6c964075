package dev.agentguard.javaagent.http;

import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request of Apache's asynchronous clients. Its producer is asked for it before the request is sent, up to
 * the limit, through a channel of ours that stays the producer's; what was read goes first when the client asks, and the
 * rest follows. Safe for use by several threads.
 */
final class ApacheAsyncBody implements InvocationHandler {

    /** Who writes a body to a channel, as much of it as there is. */
    interface Producer {
        void produce(Object channel) throws Exception;
    }

    private final Producer producer;
    private final Object channel;
    private final Semaphore more = new Semaphore(0);
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private ByteBuffer held = ByteBuffer.allocate(0);
    private @Nullable Object client;
    private boolean ended;
    private boolean endSent;
    private @Nullable Object trailers;

    /**
     * Creates it.
     *
     * @param channelTypes the interfaces that the producer knows its channel by
     */
    ApacheAsyncBody(Producer producer, Class<?>... channelTypes) {
        this.producer = producer;
        channel = Proxy.newProxyInstance(channelTypes[0].getClassLoader(), channelTypes, this);
    }

    /** Whether this is the channel of such a body. */
    static boolean isChannel(Object one) {
        return Proxy.isProxyClass(one.getClass()) && Proxy.getInvocationHandler(one) instanceof ApacheAsyncBody;
    }

    /** Reads it within the limit and the time. */
    JudgedBody read() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BodyLimit.WAIT_MILLIS);
        boolean waiting = true;
        while (waiting && !complete()) {
            int before = size();
            more.drainPermits();
            producer.produce(channel);
            waiting = size() > before || ended() || awaitMore(deadline);
        }
        synchronized (this) {
            held = ByteBuffer.wrap(read.toByteArray());
            read.reset();
            if (held.remaining() > BodyLimit.BYTES) {
                return JudgedBody.notInspected(BodyLimit.exceeded());
            }
            return ended
                    ? JudgedBody.of(held.array())
                    : JudgedBody.notInspected("the body was not complete after " + BodyLimit.WAIT_MILLIS + " ms");
        }
    }

    private boolean awaitMore(long deadline) throws InterruptedException {
        return more.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    private synchronized boolean complete() {
        return ended || read.size() > BodyLimit.BYTES;
    }

    private synchronized boolean ended() {
        return ended;
    }

    private synchronized int size() {
        return read.size();
    }

    /** How much there is of what was read; 0 if the producer must be asked. */
    synchronized int available() {
        return held.hasRemaining() || ended ? Math.max(1, held.remaining()) : 0;
    }

    /** Writes what there is to the client's channel, first what was read. */
    void produce(Object real) throws Exception {
        synchronized (this) {
            client = real;
            if (held.hasRemaining()) {
                Members.call(real, "write", held);
            }
            if (held.hasRemaining()) {
                return;
            }
            if (ended) {
                end(real);
                return;
            }
        }
        producer.produce(channel);
    }

    /**
     * Writes what was read to an encoder of client 4.
     *
     * @param control what is told of more from then on
     * @return false if the producer is to write to it
     */
    synchronized boolean produced(Object encoder, Object control) throws Exception {
        client = control;
        if (held.hasRemaining()) {
            Members.call(encoder, "write", held);
            return true;
        }
        if (ended) {
            Members.call(encoder, "complete");
        }
        return ended;
    }

    private void end(Object real) throws Exception {
        if (!endSent) {
            endSent = true;
            if (trailers == null) {
                Members.call(real, "endStream");
            } else {
                Members.call(real, "endStream", trailers);
            }
        }
    }

    /** The producer's calls of its channel. */
    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        Object first = arguments == null || arguments.length == 0 ? null : arguments[0];
        return switch (method.getName()) {
            case "write" -> first instanceof ByteBuffer source ? write(source) : 0;
            case "endStream", "complete" -> {
                endStream(first);
                yield null;
            }
            case "requestOutput" -> {
                requestOutput();
                yield null;
            }
            case "isCompleted" -> ended();
            case "equals" -> proxy == first;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> null;
        };
    }

    private synchronized int write(ByteBuffer source) throws Exception {
        if (client == null) {
            byte[] bytes = new byte[Math.min(source.remaining(), BodyLimit.BYTES + 1 - read.size())];
            source.get(bytes);
            read.writeBytes(bytes);
            return bytes.length;
        }
        return held.hasRemaining() ? 0 : (Integer) Members.get(client, "write", source);
    }

    private synchronized void endStream(@Nullable Object last) throws Exception {
        ended = true;
        trailers = last;
        if (client == null) {
            more.release();
        } else if (held.hasRemaining()) {
            Members.call(client, "requestOutput");
        } else {
            end(client);
        }
    }

    private void requestOutput() throws Exception {
        Object real;
        synchronized (this) {
            real = client;
        }
        more.release();
        if (real != null) {
            Members.call(real, "requestOutput");
        }
    }
}
