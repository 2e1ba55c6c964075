package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** How the messages of Netty's codec for HTTP/1 are read. One for each copy of Netty. Threadsafe. */
final class NettyHttp1 implements NettyMessages {

    private static final String PACKAGE = "io.netty.handler.codec.http.";
    private static final String ENCODER = PACKAGE + "HttpRequestEncoder";
    private static final String DECODER = PACKAGE + "HttpResponseDecoder";

    /** By the class of an encoder or a decoder: null for one that does not belong to a client. */
    private static final ClassValue<Found> BY_CODEC = new ClassValue<>() {
        @Override
        protected Found computeValue(Class<?> codec) {
            return new Found(find(codec));
        }
    };

    private final Netty netty;
    private final Class<?> request;
    private final Class<?> content;
    private final Class<?> lastContent;
    private final Class<?> response;
    private final Class<?> buffer;
    private final MethodHandle method;
    private final MethodHandle uri;
    private final MethodHandle headers;
    private final MethodHandle entries;
    private final MethodHandle contentOf;
    private final MethodHandle status;
    private final MethodHandle code;
    private final MethodHandle write;

    /** What was found for a class. */
    private record Found(@Nullable NettyHttp1 http) {}

    private NettyHttp1(Netty netty) throws ReflectiveOperationException {
        this.netty = netty;
        request = netty.type(PACKAGE + "HttpRequest");
        content = netty.type(PACKAGE + "HttpContent");
        lastContent = netty.type(PACKAGE + "LastHttpContent");
        response = netty.type(PACKAGE + "HttpResponse");
        buffer = netty.type("io.netty.buffer.ByteBuf");
        method = netty.method(PACKAGE + "HttpRequest", "method");
        uri = netty.method(PACKAGE + "HttpRequest", "uri");
        headers = netty.method(PACKAGE + "HttpMessage", "headers");
        entries = netty.method(PACKAGE + "HttpHeaders", "entries");
        contentOf = netty.method("io.netty.buffer.ByteBufHolder", "content");
        status = netty.method(PACKAGE + "HttpResponse", "status");
        code = netty.method(PACKAGE + "HttpResponseStatus", "code");
        write = netty.method(
                "io.netty.channel.ChannelOutboundHandler",
                "write",
                netty.type("io.netty.channel.ChannelHandlerContext"),
                Object.class,
                netty.type("io.netty.channel.ChannelPromise"));
    }

    /** Returns how to read what passes this encoder or decoder, or null if it is not a client's. */
    static @Nullable NettyHttp1 of(Object codec) {
        return BY_CODEC.get(codec.getClass()).http();
    }

    private static @Nullable NettyHttp1 find(Class<?> codec) {
        for (Class<?> type = codec; type != null; type = type.getSuperclass()) {
            String name = type.getName();
            if (name.endsWith(ENCODER) || name.endsWith(DECODER)) {
                try {
                    String prefix = name.substring(0, name.lastIndexOf(PACKAGE));
                    return new NettyHttp1(new Netty(prefix, type.getClassLoader()));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("this Netty cannot be read", e);
                }
            }
        }
        return null;
    }

    @Override
    public Netty netty() {
        return netty;
    }

    @Override
    public boolean isRequest(Object message) {
        return request.isInstance(message);
    }

    boolean isResponse(Object message) {
        return response.isInstance(message);
    }

    @Override
    public boolean isLast(Object message) {
        return lastContent.isInstance(message);
    }

    @Override
    public String method(Object head) {
        return Netty.call(method, head).toString();
    }

    @Override
    public Map<String, List<String>> headers(Object message) {
        Map<String, List<String>> fields = new HashMap<>();
        for (Object entry : (List<?>) Netty.call(entries, Netty.call(headers, message))) {
            Map.Entry<?, ?> field = (Map.Entry<?, ?>) entry;
            fields.computeIfAbsent(String.valueOf(field.getKey()), unused -> new ArrayList<>())
                    .add(String.valueOf(field.getValue()));
        }
        return fields;
    }

    int status(Object answer) {
        return (Integer) Netty.call(code, Netty.call(status, answer));
    }

    @Override
    public @Nullable Object content(Object message) {
        if (content.isInstance(message)) {
            return Netty.call(contentOf, message);
        }
        return buffer.isInstance(message) ? message : null;
    }

    @Override
    public NettyAddress address(Object head) {
        List<String> hosts = headers(head).entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase("Host"))
                .flatMap(field -> field.getValue().stream())
                .toList();
        return new NettyAddress("", hosts.isEmpty() ? "" : hosts.get(0).strip(), String.valueOf(Netty.call(uri, head)));
    }

    @Override
    public boolean framesItself() {
        return false;
    }

    /** What passes a tunnel of HTTP/1 follows the last part of its head. */
    @Override
    public boolean opensTunnel(Object head) {
        return false;
    }

    /** The encoder takes a bare buffer for content. */
    @Override
    public Object part(Place place, byte[] bytes) {
        return netty.buffer(bytes);
    }

    @Override
    public void release(Object message) {
        netty.release(message);
    }

    @Override
    public void write(Place place, Object message, Object promise) {
        try {
            Object unused = write.invokeExact(place.writer(), place.context(), message, promise);
        } catch (Throwable e) {
            throw Netty.sneaky(e);
        }
    }

    @Override
    public Object channel(Place place) {
        return netty.channel(place.context());
    }

    @Override
    public boolean isOpen(Place place) {
        return netty.isOpen(channel(place));
    }

    @Override
    public Object invoker(Place place) {
        return place.context();
    }

    @Override
    public void abort(Place place, RefusedException refused) {
        netty.close(place.context());
    }

    @Override
    public void raise(Place place, RefusedException refused) {
        netty.fireExceptionCaught(place.context(), refused);
    }

    @Override
    public void settled(Place place) {
        netty.flush(place.context());
    }

    @Override
    public ScheduledExecutorService executor(Place place) {
        return netty.executor(place.context());
    }
}
