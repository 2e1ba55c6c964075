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
 * The body of a request of Apache's asynchronous client 5. Its producer is asked for it before the request is sent, up to
 * the limit, through a channel of ours that stays the producer's; what was read goes first when the client asks, and the
 * rest follows. Safe for use by several threads.
 */
final class ApacheAsyncBody implements InvocationHandler {

    private final Object producer;
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
     * @param producer the handler or entity that writes it to a channel
     */
    ApacheAsyncBody(Object producer) throws ClassNotFoundException {
        this.producer = producer;
        Class<?> type = Members.type(producer.getClass(), "org.apache.hc.core5.http.nio.DataStreamChannel");
        channel = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this);
    }

    /** Reads it within the limit and the time. */
    JudgedBody read() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BodyLimit.WAIT_MILLIS);
        boolean waiting = true;
        while (waiting && !complete()) {
            int before = size();
            more.drainPermits();
            Members.call(producer, "produce", channel);
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

    /** For the client: how much there is to send. */
    int available() throws Exception {
        synchronized (this) {
            if (held.hasRemaining() || ended) {
                return Math.max(1, held.remaining());
            }
        }
        return (Integer) Members.get(producer, "available");
    }

    /** For the client: writes what there is. */
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
        Members.call(producer, "produce", channel);
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
            case "endStream" -> {
                endStream(first);
                yield null;
            }
            case "requestOutput" -> {
                requestOutput();
                yield null;
            }
            case "equals" -> proxy == first;
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "guarded channel";
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
