package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;

/**
 * Netty 4.1 and 4.2: what a client's codec for HTTP/1 encodes, whichever client uses it. The encoder is the last one that
 * knows a request as such, below every handler of the application and of the client; a server's has another class and is
 * left alone.
 */
final class NettyInstrumentation implements TypeInstrumentation {

    private static final String WRITE =
            "(Lio/netty/channel/ChannelHandlerContext;Ljava/lang/Object;Lio/netty/channel/ChannelPromise;)V";
    private static final String DECODE =
            "(Lio/netty/channel/ChannelHandlerContext;Lio/netty/buffer/ByteBuf;Ljava/util/List;)V";
    private static final String DECODER = "io.netty.handler.codec.http.HttpObjectDecoder";

    private final NettyHooks hooks;
    private final ReactorNettyHooks reactor;

    /**
     * Creates it.
     *
     * @param streams what is written to the streams of HTTP/2 that have channels of their own
     */
    NettyInstrumentation(WeakIdentityMap<Object, NettyExchange> streams) {
        hooks = new NettyHooks(streams);
        reactor = new ReactorNettyHooks(hooks);
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point("io.netty.handler.codec.MessageToMessageEncoder", "write", WRITE, Write.class),
                // with a method of its own since 4.1.81
                new Point("io.netty.handler.codec.http.HttpObjectEncoder", "write", WRITE, Write.class, true),
                new Point(DECODER, "decode", DECODE, Read.class),
                new Point(DECODER, "decodeLast", DECODE, ReadLast.class),
                new Point(
                        "reactor.netty.http.client.HttpClientOperations",
                        "onInboundClose",
                        "()V",
                        ReactorClosed.class));
    }

    @Override
    public List<Client> clients() {
        String refusal = "`RefusedException` fails the write or is fired as an exception; the connection is closed";
        return List.of(
                new Client("AsyncHttpClient, HTTP/1.1", "3.0.13", "`RefusedException` in the future"),
                new Client("Netty's client codec, HTTP/1.1", "4.1.60, 4.2.20", refusal),
                new Client(
                        "Reactor Netty and Spring's `WebClient`, HTTP/1.1",
                        "1.0.24, 1.3.0",
                        "`RefusedException`, the cause of a `WebClientRequestException`"),
                new Client("Vert.x, HTTP/1.1", "4.5.14, 5.0.5", "`RefusedException` in the future"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook(
                        "netty.write",
                        arguments -> hooks.write(
                                Objects.requireNonNull(arguments[0]),
                                Objects.requireNonNull(arguments[1]),
                                Objects.requireNonNull(arguments[2]),
                                Objects.requireNonNull(arguments[3]))),
                new Hook("netty.read", arguments -> {
                    hooks.read(
                            Objects.requireNonNull(arguments[0]),
                            Objects.requireNonNull(arguments[1]),
                            (List<?>) Objects.requireNonNull(arguments[2]),
                            (int) Objects.requireNonNull(arguments[3]));
                    return null;
                }),
                new Hook("netty.read-last", arguments -> {
                    hooks.readLast(
                            Objects.requireNonNull(arguments[0]),
                            Objects.requireNonNull(arguments[1]),
                            (List<?>) Objects.requireNonNull(arguments[2]),
                            (int) Objects.requireNonNull(arguments[3]));
                    return null;
                }),
                new Hook("reactor.closed", arguments -> reactor.closed(Objects.requireNonNull(arguments[0]))));
    }

    /** Inlined into what encodes a message. */
    static final class Write {
        private Write() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(
                @Advice.This Object encoder,
                @Advice.Argument(0) Object context,
                @Advice.Argument(1) Object message,
                @Advice.Argument(2) Object promise)
                throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("netty.write", encoder, context, message, promise));
        }
    }

    /** Inlined into what decodes bytes. */
    static final class Read {
        private Read() {}

        @Advice.OnMethodEnter
        static int enter(@Advice.Argument(2) List<?> decoded) {
            return decoded.size();
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object decoder,
                @Advice.Argument(0) Object context,
                @Advice.Argument(2) List<?> decoded,
                @Advice.Enter int before) {
            if (decoded.size() > before) {
                GuardBridge.after("netty.read", decoder, context, decoded, before);
            }
        }
    }

    /** Inlined into what decodes the last bytes of a connection. */
    static final class ReadLast {
        private ReadLast() {}

        @Advice.OnMethodEnter
        static int enter(@Advice.Argument(2) List<?> decoded) {
            return decoded.size();
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object decoder,
                @Advice.Argument(0) Object context,
                @Advice.Argument(2) List<?> decoded,
                @Advice.Enter int before) {
            GuardBridge.after("netty.read-last", decoder, context, decoded, before);
        }
    }

    /** Inlined into what Reactor Netty does when a channel was closed. */
    static final class ReactorClosed {
        private ReactorClosed() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This Object operations) throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("reactor.closed", operations));
        }
    }
}
