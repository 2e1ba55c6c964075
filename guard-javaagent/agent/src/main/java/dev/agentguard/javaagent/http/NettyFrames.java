package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * How the frames are read that are written to the channel of one stream of HTTP/2. What writes them is the channel's
 * {@code Unsafe}, the context is the channel. One for each copy of Netty. Threadsafe.
 */
final class NettyFrames implements NettyMessages {

    private static final String HEAD = NettyHttp2.PACKAGE + "Http2HeadersFrame";
    private static final String DATA = NettyHttp2.PACKAGE + "Http2DataFrame";

    private static final ClassValue<NettyFrames> BY_WRITER = new ClassValue<>() {
        @Override
        protected NettyFrames computeValue(Class<?> writer) {
            try {
                return new NettyFrames(NettyHttp2.of(writer));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("this Netty cannot be read", e);
            }
        }
    };

    private final NettyHttp2 http;
    private final Class<?> head;
    private final Class<?> data;
    private final Class<?> reset;
    private final MethodHandle headers;
    private final MethodHandle isHeadLast;
    private final MethodHandle isDataLast;
    private final MethodHandle content;
    private final MethodHandle newData;
    private final MethodHandle write;

    private NettyFrames(NettyHttp2 http) throws ReflectiveOperationException {
        this.http = http;
        Netty netty = http.netty();
        head = netty.type(HEAD);
        data = netty.type(DATA);
        reset = netty.type(NettyHttp2.PACKAGE + "Http2ResetFrame");
        headers = netty.method(HEAD, "headers");
        isHeadLast = netty.method(HEAD, "isEndStream");
        isDataLast = netty.method(DATA, "isEndStream");
        content = netty.method(DATA, "content");
        newData =
                netty.constructor(NettyHttp2.PACKAGE + "DefaultHttp2DataFrame", netty.type("io.netty.buffer.ByteBuf"));
        write = netty.method(
                "io.netty.channel.Channel$Unsafe",
                "write",
                Object.class,
                netty.type("io.netty.channel.ChannelPromise"));
    }

    /** Returns how to read what is written by an {@code Unsafe}. */
    static NettyFrames of(Object writer) {
        return BY_WRITER.get(writer.getClass());
    }

    /** Whether a frame is of a request; others end or tune a stream. */
    boolean isPart(Object message) {
        return head.isInstance(message) || data.isInstance(message);
    }

    boolean endsStream(Object message) {
        return reset.isInstance(message);
    }

    /** Returns the fields themselves of a head, by which the encoder knows it again. */
    Object block(Object head) {
        return Netty.call(headers, head);
    }

    @Override
    public Netty netty() {
        return http.netty();
    }

    @Override
    public boolean isRequest(Object message) {
        return head.isInstance(message) && http.isRequest(block(message));
    }

    @Override
    public boolean isLast(Object message) {
        return (Boolean) Netty.call(head.isInstance(message) ? isHeadLast : isDataLast, message);
    }

    @Override
    public @Nullable Object content(Object message) {
        return data.isInstance(message) ? Netty.call(content, message) : null;
    }

    @Override
    public String method(Object message) {
        return http.method(block(message));
    }

    @Override
    public NettyAddress address(Object message) {
        return http.address(block(message));
    }

    @Override
    public Map<String, List<String>> headers(Object message) {
        return head.isInstance(message) ? NettyHttp2.fields(block(message)) : Map.of();
    }

    @Override
    public boolean framesItself() {
        return true;
    }

    @Override
    public boolean opensTunnel(Object message) {
        return http.opensTunnel(block(message));
    }

    @Override
    public Object part(Place place, byte[] bytes) {
        return Netty.call(newData, netty().buffer(bytes));
    }

    @Override
    public void release(Object message) {
        netty().release(message);
    }

    @Override
    public void write(Place place, Object message, Object promise) {
        try {
            Object unused = write.invokeExact(place.writer(), message, promise);
        } catch (Throwable e) {
            throw Netty.sneaky(e);
        }
    }

    /** The connection, which knows where it goes. */
    @Override
    public Object channel(Place place) {
        return netty().parent(place.context());
    }

    @Override
    public boolean isOpen(Place place) {
        return netty().isOpen(place.context());
    }

    @Override
    public Object invoker(Place place) {
        return place.context();
    }

    /** A stream that was never opened is closed without a word to the server. */
    @Override
    public void abort(Place place, RefusedException refused) {
        netty().close(place.context());
    }

    @Override
    public void raise(Place place, RefusedException refused) {
        netty().raise(place.context(), refused);
    }

    @Override
    public void settled(Place place) {
        netty().flush(place.context());
    }

    @Override
    public ScheduledExecutorService executor(Place place) {
        return netty().eventLoop(place.context());
    }
}
