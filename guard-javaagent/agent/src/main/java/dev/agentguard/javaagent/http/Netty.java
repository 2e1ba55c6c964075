package dev.agentguard.javaagent.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** What is called of one copy of Netty, which lies in the application's loader. Threadsafe. */
final class Netty {

    private static final String CHANNEL = "io.netty.channel.Channel";
    private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";
    private static final String INBOUND = "io.netty.channel.ChannelInboundInvoker";
    private static final String OUTBOUND = "io.netty.channel.ChannelOutboundInvoker";
    private static final String PIPELINE = "io.netty.channel.ChannelPipeline";
    private static final String PROXY = "io.netty.handler.proxy.ProxyHandler";
    private static final String PROMISE = "io.netty.channel.ChannelPromise";
    private static final String BUFFER = "io.netty.buffer.ByteBuf";

    private final String prefix;
    private final @Nullable ClassLoader loader;
    private final @Nullable Class<?> proxy;
    private final @Nullable MethodHandle destination;
    private final @Nullable Class<?> tls;
    private final MethodHandle channel;
    private final MethodHandle executor;
    private final MethodHandle newPromise;
    private final MethodHandle fireExceptionCaught;
    private final MethodHandle close;
    private final MethodHandle flush;
    private final MethodHandle pipeline;
    private final MethodHandle isOpen;
    private final MethodHandle parent;
    private final MethodHandle eventLoop;
    private final MethodHandle remoteAddress;
    private final MethodHandle handler;
    private final MethodHandle isVoid;
    private final MethodHandle promised;
    private final MethodHandle trySuccess;
    private final MethodHandle tryFailure;
    private final MethodHandle readableBytes;
    private final MethodHandle readerIndex;
    private final MethodHandle getBytes;
    private final MethodHandle wrappedBuffer;
    private final MethodHandle release;

    /**
     * Finds it.
     *
     * @param prefix what a relocated copy has before {@code io.netty}; empty for Netty itself
     * @param loader the loader of one of its classes
     */
    Netty(String prefix, @Nullable ClassLoader loader) throws ReflectiveOperationException {
        this.prefix = prefix;
        this.loader = loader;
        proxy = optional(PROXY);
        destination = proxy == null ? null : method(PROXY, "destinationAddress");
        tls = optional("io.netty.handler.ssl.SslHandler");
        channel = method(CONTEXT, "channel");
        executor = method(CONTEXT, "executor");
        newPromise = method(OUTBOUND, "newPromise");
        fireExceptionCaught = method(INBOUND, "fireExceptionCaught", Throwable.class);
        close = method(OUTBOUND, "close");
        flush = method(OUTBOUND, "flush");
        pipeline = method(CHANNEL, "pipeline");
        isOpen = method(CHANNEL, "isOpen");
        parent = method(CHANNEL, "parent");
        eventLoop = method(CHANNEL, "eventLoop");
        remoteAddress = method(CHANNEL, "remoteAddress");
        handler = method(PIPELINE, "get", Class.class);
        isVoid = method("io.netty.channel.ChannelFuture", "isVoid");
        promised = method(PROMISE, "channel");
        trySuccess = method(PROMISE, "trySuccess");
        tryFailure = method(PROMISE, "tryFailure", Throwable.class);
        readableBytes = method(BUFFER, "readableBytes");
        readerIndex = method(BUFFER, "readerIndex");
        getBytes = method(BUFFER, "getBytes", int.class, byte[].class);
        wrappedBuffer = method("io.netty.buffer.Unpooled", "wrappedBuffer", byte[].class);
        release = method("io.netty.util.ReferenceCountUtil", "release", Object.class);
    }

    /** Returns a class of this copy by the name that it has in Netty itself. */
    Class<?> type(String name) throws ClassNotFoundException {
        return Class.forName(prefix + name, false, loader);
    }

    private @Nullable Class<?> optional(String name) {
        try {
            return type(name);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Returns a public method as a handle that takes and returns objects. */
    MethodHandle method(String type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        MethodHandle handle = MethodHandles.publicLookup().unreflect(type(type).getMethod(name, parameters));
        // an array would be spread by the caller of a method that takes several
        return handle.asFixedArity()
                .asType(MethodType.genericMethodType(handle.type().parameterCount()));
    }

    /** Returns a public constructor of one parameter as a handle that takes and returns objects. */
    MethodHandle constructor(String type, Class<?> parameter) throws ReflectiveOperationException {
        return MethodHandles.publicLookup()
                .unreflectConstructor(type(type).getConstructor(parameter))
                .asType(MethodType.genericMethodType(1));
    }

    Object channel(Object context) {
        return call(channel, context);
    }

    ScheduledExecutorService executor(Object context) {
        return (ScheduledExecutorService) call(executor, context);
    }

    /** Returns the channel of a promise. */
    Object promised(Object promise) {
        return call(promised, promise);
    }

    /** Returns the connection that a stream's channel is one of. */
    Object parent(Object stream) {
        return call(parent, stream);
    }

    ScheduledExecutorService eventLoop(Object channel) {
        return (ScheduledExecutorService) call(eventLoop, channel);
    }

    boolean isOpen(Object channel) {
        return (Boolean) call(isOpen, channel);
    }

    boolean isVoid(Object promise) {
        return (Boolean) call(isVoid, promise);
    }

    Object newPromise(Object invoker) {
        return call(newPromise, invoker);
    }

    void fireExceptionCaught(Object invoker, Throwable failure) {
        call(fireExceptionCaught, invoker, failure);
    }

    /** Fires it at the whole pipeline of a channel. */
    void raise(Object channel, Throwable failure) {
        call(fireExceptionCaught, call(pipeline, channel), failure);
    }

    void close(Object invoker) {
        call(close, invoker);
    }

    void flush(Object invoker) {
        call(flush, invoker);
    }

    /** Returns the host that the channel was asked to reach, or null if that is not known. */
    @Nullable
    InetSocketAddress connectedTo(Object channel) {
        Object through = proxy == null ? null : callNullable(handler, call(pipeline, channel), proxy);
        Object address = through == null || destination == null
                ? callNullable(remoteAddress, channel)
                : callNullable(destination, through);
        return address instanceof InetSocketAddress host ? host : null;
    }

    /** Returns whether what is written to the channel is encrypted on its way. */
    boolean isEncrypted(Object channel) {
        return tls != null && callNullable(handler, call(pipeline, channel), tls) != null;
    }

    void trySuccess(Object promise) {
        call(trySuccess, promise);
    }

    void tryFailure(Object promise, Throwable failure) {
        call(tryFailure, promise, failure);
    }

    int size(Object buffer) {
        return (Integer) call(readableBytes, buffer);
    }

    /** Returns what can be read of a buffer, which stays as it is. */
    byte[] bytes(Object buffer) {
        byte[] bytes = new byte[size(buffer)];
        try {
            Object unused = getBytes.invokeExact(buffer, call(readerIndex, buffer), (Object) bytes);
        } catch (Throwable e) {
            throw sneaky(e);
        }
        return bytes;
    }

    Object buffer(byte[] bytes) {
        return call(wrappedBuffer, bytes);
    }

    void release(Object message) {
        call(release, message);
    }

    static Object call(MethodHandle handle, Object target) {
        try {
            return handle.invokeExact(target);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static @Nullable Object callNullable(MethodHandle handle, Object target) {
        return call(handle, target);
    }

    static Object call(MethodHandle handle, Object target, Object argument) {
        try {
            return handle.invokeExact(target, argument);
        } catch (Throwable e) {
            throw sneaky(e);
        }
    }

    static @Nullable Object callNullable(MethodHandle handle, Object target, Object argument) {
        return call(handle, target, argument);
    }

    /** What Netty throws is the application's to see as it is. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    @Override
    public String toString() {
        return List.of(prefix, String.valueOf(loader)).toString();
    }
}
