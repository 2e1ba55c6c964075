package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is called of one copy of Netty's codec for HTTP/2. Threadsafe. */
final class NettyHttp2 {

    static final String PACKAGE = "io.netty.handler.codec.http2.";

    private static final String HEADERS = PACKAGE + "Http2Headers";
    private static final String ENCODER = PACKAGE + "Http2ConnectionEncoder";
    private static final String CONNECTION = PACKAGE + "Http2Connection";
    private static final String STREAM = PACKAGE + "Http2Stream";
    private static final String GRPC = "io.grpc.netty.NettyClientHandler";
    private static final String LIFECYCLE = PACKAGE + "Http2LifecycleManager";
    private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";
    private static final String PROMISE = "io.netty.channel.ChannelPromise";

    private static final ClassValue<NettyHttp2> BY_CLASS = new ClassValue<>() {
        @Override
        protected NettyHttp2 computeValue(Class<?> type) {
            return find(type);
        }
    };

    private final Netty netty;
    private final Class<?> lifecycle;
    private final Object cancel;
    private final MethodHandle connection;
    private final MethodHandle stream;
    private final MethodHandle local;
    private final MethodHandle createStream;
    private final MethodHandle isHeadersSent;
    private final MethodHandle close;
    private final MethodHandle writeHeaders;
    private final MethodHandle writePrioritized;
    private final MethodHandle writeData;
    private final MethodHandle handler;
    private final MethodHandle onError;
    private final MethodHandle streamError;

    private NettyHttp2(Netty netty) throws ReflectiveOperationException {
        this.netty = netty;
        Class<?> context = netty.type(CONTEXT);
        Class<?> promise = netty.type(PROMISE);
        Class<?> fields = netty.type(HEADERS);
        Class<?> error = netty.type(PACKAGE + "Http2Error");
        lifecycle = netty.type(LIFECYCLE);
        cancel = error.getField("CANCEL").get(null);
        connection = netty.method(ENCODER, "connection");
        stream = netty.method(CONNECTION, "stream", int.class);
        local = netty.method(CONNECTION, "local");
        createStream = netty.method(CONNECTION + "$Endpoint", "createStream", int.class, boolean.class);
        isHeadersSent = netty.method(STREAM, "isHeadersSent");
        close = netty.method(STREAM, "close");
        writeHeaders = spread("writeHeaders", context, int.class, fields, int.class, boolean.class, promise);
        writePrioritized = spread(
                "writeHeaders",
                context,
                int.class,
                fields,
                int.class,
                short.class,
                boolean.class,
                int.class,
                boolean.class,
                promise);
        writeData = spread(
                "writeData",
                context,
                int.class,
                netty.type("io.netty.buffer.ByteBuf"),
                int.class,
                boolean.class,
                promise);
        handler = netty.method(CONTEXT, "handler");
        onError = netty.method(LIFECYCLE, "onError", context, boolean.class, Throwable.class);
        streamError = netty.method(
                PACKAGE + "Http2Exception",
                "streamError",
                int.class,
                error,
                Throwable.class,
                String.class,
                Object[].class);
    }

    private MethodHandle spread(String name, Class<?>... parameters) throws ReflectiveOperationException {
        return netty.method(ENCODER, name, parameters).asSpreader(Object[].class, parameters.length);
    }

    /** Returns the copy that a class belongs to, or one that it extends. */
    static NettyHttp2 of(Class<?> part) {
        return BY_CLASS.get(part);
    }

    private static NettyHttp2 find(Class<?> part) {
        Class<?> type = part;
        int end = type.getName().indexOf(PACKAGE);
        while (end < 0 && type.getSuperclass() != null) {
            type = type.getSuperclass();
            end = type.getName().indexOf(PACKAGE);
        }
        if (end < 0) {
            throw new IllegalStateException("no part of netty: " + part.getName());
        }
        try {
            return new NettyHttp2(new Netty(type.getName().substring(0, end), type.getClassLoader()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Netty cannot be read", e);
        }
    }

    Netty netty() {
        return netty;
    }

    /** Whether the calls on a connection are gRPC's own, which {@link GrpcInstrumentation} judged. */
    boolean isJudged(Object context) {
        return Netty.call(handler, context).getClass().getName().endsWith(GRPC);
    }

    /** Whether it is the head of a request: what follows it, and an answer, has no method. */
    boolean isRequest(Object headers) {
        return pseudo(headers, "method") != null;
    }

    /** The handshake of a WebSocket counts as what it is over HTTP/1 (RFC 8441 section 5). */
    String method(Object headers) {
        String name = text(headers, "method");
        return name.equals("CONNECT") && !text(headers, "path").isEmpty() ? "GET" : name;
    }

    boolean opensTunnel(Object headers) {
        return text(headers, "method").equals("CONNECT");
    }

    NettyAddress address(Object headers) {
        String name = text(headers, "authority");
        String target = text(headers, "path");
        return new NettyAddress(
                text(headers, "scheme"),
                name.isEmpty() ? host(headers) : name,
                target.isEmpty() && opensTunnel(headers) ? name : target);
    }

    private static String host(Object headers) {
        List<String> hosts = fields(headers).getOrDefault("host", List.of());
        return hosts.isEmpty() ? "" : hosts.get(0).strip();
    }

    /** Returns the fields but those of the protocol itself. */
    static Map<String, List<String>> fields(Object headers) {
        Map<String, List<String>> fields = new HashMap<>();
        for (Object entry : (Iterable<?>) headers) {
            Map.Entry<?, ?> field = (Map.Entry<?, ?>) entry;
            String name = String.valueOf(field.getKey());
            if (!name.startsWith(":")) {
                fields.computeIfAbsent(name, unused -> new ArrayList<>()).add(String.valueOf(field.getValue()));
            }
        }
        return fields;
    }

    /** Returns the status of an answer, or 0 if these are not the fields of one. */
    int status(Object headers) {
        String digits = text(headers, "status");
        return digits.length() == 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(digits)
                : 0;
    }

    private static String text(Object headers, String name) {
        Object value = pseudo(headers, name);
        return value == null ? "" : value.toString();
    }

    /** Looks at each field: some of gRPC's can be gone through, and answer no question. */
    private static @Nullable Object pseudo(Object headers, String name) {
        for (Object entry : (Iterable<?>) headers) {
            Map.Entry<?, ?> field = (Map.Entry<?, ?>) entry;
            if (field.getKey() instanceof CharSequence key
                    && key.length() == name.length() + 1
                    && key.charAt(0) == ':'
                    && key.toString().endsWith(name)) {
                return field.getValue();
            }
        }
        return null;
    }

    /** Returns a stream that has not ended, or null. */
    @Nullable
    Object stream(Object encoder, Object id) {
        return Netty.callNullable(stream, Netty.call(connection, encoder), id);
    }

    boolean isHeadersSent(Object stream) {
        return (Boolean) Netty.call(isHeadersSent, stream);
    }

    /**
     * Makes a stream known before its head is written, so that Netty knows of it what it always does.
     *
     * @return false if the connection takes no more, which the encoder will find too
     */
    boolean createStream(Object encoder, Object id) {
        try {
            Object endpoint = Netty.call(local, Netty.call(connection, encoder));
            Object unused = createStream.invokeExact(endpoint, id, (Object) false);
            return true;
        } catch (Exception e) {
            return false;
        } catch (Throwable e) {
            throw Netty.sneaky(e);
        }
    }

    void write(Object encoder, boolean head, Object[] arguments) {
        MethodHandle write = !head ? writeData : arguments.length == 6 ? writeHeaders : writePrioritized;
        try {
            Object unused = write.invokeExact(encoder, arguments);
        } catch (Throwable e) {
            throw Netty.sneaky(e);
        }
    }

    /** Ends a stream of which the server knows nothing, without a word to it. */
    void abort(Object encoder, Object context, Object id, RefusedException refused) {
        Object known = stream(encoder, id);
        if (known == null) {
            return;
        }
        Object manager = Netty.call(handler, context);
        try {
            if (lifecycle.isInstance(manager)) {
                Object failure = streamError.invokeExact(
                        id, cancel, (Object) refused, (Object) "%s", (Object) new Object[] {refused.getMessage()});
                Object unused = onError.invokeExact(manager, context, (Object) true, failure);
            }
        } catch (Throwable e) {
            throw Netty.sneaky(e);
        }
        Object left = stream(encoder, id);
        if (left != null) {
            Netty.call(close, left);
        }
    }
}
