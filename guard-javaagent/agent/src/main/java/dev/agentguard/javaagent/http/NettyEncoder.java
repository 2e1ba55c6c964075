package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * How the calls of Netty's encoder for HTTP/2 are read. What writes them is a {@link NettyStream}, with the context of
 * the handler of the connection. One for each copy of Netty. Threadsafe.
 */
final class NettyEncoder implements NettyMessages {

    private final NettyHttp2 http;

    NettyEncoder(NettyHttp2 http) {
        this.http = http;
    }

    /**
     * A call of {@code writeHeaders} or {@code writeData}.
     *
     * @param isHead whether it is one of {@code writeHeaders}
     * @param arguments the context, the number of the stream, the fields or the content, and what else there is
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and changed by nobody else.
    record Frame(boolean isHead, Object[] arguments) {

        Object context() {
            return arguments[0];
        }

        Object id() {
            return arguments[1];
        }

        /** The fields or the content. */
        Object block() {
            return arguments[2];
        }

        boolean isLast() {
            return (Boolean) arguments[arguments.length - 2];
        }

        Frame with(Object promise) {
            Object[] same = arguments.clone();
            same[same.length - 1] = promise;
            return new Frame(isHead, same);
        }
    }

    NettyHttp2 http() {
        return http;
    }

    @Override
    public Netty netty() {
        return http.netty();
    }

    @Override
    public boolean isRequest(Object message) {
        return ((Frame) message).isHead() && http.isRequest(((Frame) message).block());
    }

    @Override
    public boolean isLast(Object message) {
        return ((Frame) message).isLast();
    }

    @Override
    public @Nullable Object content(Object message) {
        Frame frame = (Frame) message;
        return frame.isHead() ? null : frame.block();
    }

    @Override
    public String method(Object head) {
        return http.method(((Frame) head).block());
    }

    @Override
    public NettyAddress address(Object head) {
        return http.address(((Frame) head).block());
    }

    @Override
    public Map<String, List<String>> headers(Object message) {
        Frame frame = (Frame) message;
        return frame.isHead() ? NettyHttp2.fields(frame.block()) : Map.of();
    }

    @Override
    public boolean framesItself() {
        return true;
    }

    @Override
    public boolean opensTunnel(Object head) {
        return http.opensTunnel(((Frame) head).block());
    }

    @Override
    public Object part(Place place, byte[] bytes) {
        Object promise = netty().newPromise(place.context());
        return new Frame(
                false, new Object[] {place.context(), stream(place).id(), netty().buffer(bytes), 0, false, promise});
    }

    @Override
    public void release(Object message) {
        Object content = content(message);
        if (content != null) {
            netty().release(content);
        }
    }

    @Override
    public void write(Place place, Object message, Object promise) {
        stream(place).put((Frame) message, promise);
    }

    @Override
    public Object channel(Place place) {
        return netty().channel(place.context());
    }

    @Override
    public boolean isOpen(Place place) {
        return netty().isOpen(channel(place));
    }

    @Override
    public Object invoker(Place place) {
        return place.context();
    }

    @Override
    public void abort(Place place, RefusedException refused) {
        stream(place).refuse(refused);
    }

    /** What else is on the connection is not concerned. A client listens to its promise once the encoder returned it. */
    @Override
    public void raise(Place place, RefusedException refused) {
        executor(place).execute(() -> stream(place).end(refused));
    }

    @Override
    public void settled(Place place) {
        stream(place).settled();
        netty().flush(channel(place));
    }

    @Override
    public ScheduledExecutorService executor(Place place) {
        return netty().executor(place.context());
    }

    private static NettyStream stream(Place place) {
        return (NettyStream) place.writer();
    }
}
