package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.util.List;
import java.util.Objects;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Netty 4.1 and 4.2 over HTTP/2. Where each stream has a channel of its own, what is written to it is judged before the
 * stream gets a number; what any other client gives to the encoder of a connection is judged there. Only the head of a
 * request begins something, so that servers are left alone.
 */
final class NettyHttp2Instrumentation implements TypeInstrumentation {

    private static final String PACKAGE = "io.netty.handler.codec.http2.";
    private static final String CONTEXT = "Lio/netty/channel/ChannelHandlerContext;";
    private static final String PROMISE = "Lio/netty/channel/ChannelPromise;";
    private static final String FUTURE = "Lio/netty/channel/ChannelFuture;";
    private static final String FIELDS = "Lio/netty/handler/codec/http2/Http2Headers;";
    private static final String BUFFER = "Lio/netty/buffer/ByteBuf;";
    private static final String ENCODER = PACKAGE + "DefaultHttp2ConnectionEncoder";
    private static final String LISTENER = PACKAGE + "DefaultHttp2ConnectionDecoder$FrameReadListener";
    private static final String HANDLER = PACKAGE + "Http2ConnectionHandler";

    private final NettyHttp2Hooks hooks;

    NettyHttp2Instrumentation(WeakIdentityMap<Object, NettyExchange> streams) {
        hooks = new NettyHttp2Hooks(streams);
    }

    @Override
    public List<Point> points() {
        return List.of(
                new Point(
                        PACKAGE + "AbstractHttp2StreamChannel$Http2ChannelUnsafe",
                        "write",
                        "(Ljava/lang/Object;" + PROMISE + ")V",
                        WriteFrame.class),
                new Point(ENCODER, "writeHeaders", "", EncodeHead.class),
                new Point(
                        ENCODER,
                        "writeData",
                        "(" + CONTEXT + "I" + BUFFER + "IZ" + PROMISE + ")" + FUTURE,
                        EncodeData.class),
                new Point(HANDLER, "resetStream", "(" + CONTEXT + "IJ" + PROMISE + ")" + FUTURE, Reset.class),
                new Point(HANDLER, "channelInactive", "(" + CONTEXT + ")V", Lost.class),
                new Point(LISTENER, "onHeadersRead", "(" + CONTEXT + "I" + FIELDS + "ISZIZ)V", HeadRead.class),
                new Point(LISTENER, "onDataRead", "(" + CONTEXT + "I" + BUFFER + "IZ)I", DataRead.class),
                new Point(LISTENER, "onRstStreamRead", "(" + CONTEXT + "IJ)V", ResetRead.class));
    }

    @Override
    public List<Client> clients() {
        return List.of(
                new Client(
                        "Armeria, HTTP/2",
                        "1.32.0",
                        "`RefusedException`, or the cause of an `UnprocessedRequestException`"),
                new Client(
                        "AsyncHttpClient, HTTP/2",
                        "3.0.13",
                        "`RefusedException` in the future; the connection lives on"),
                new Client(
                        "Netty's codec, HTTP/2: channels of streams, and the encoder",
                        "4.1.60, 4.2.20",
                        "`RefusedException` fails the write; the stream is closed and the connection lives on"),
                new Client(
                        "Reactor Netty and Spring's `WebClient`, HTTP/2",
                        "1.0.24, 1.3.0",
                        "`RefusedException`, the cause of a `WebClientRequestException`; the connection lives on"),
                new Client(
                        "Vert.x, HTTP/2",
                        "4.5.14, 5.0.5",
                        "`RefusedException`, the cause of a `StreamException` in the future; the connection lives on"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("netty2.frame", given -> hooks.writeFrame(at(given, 0), at(given, 1), at(given, 2))),
                new Hook("netty2.head", given -> hooks.encode(at(given, 0), true, (Object[]) at(given, 1))),
                new Hook("netty2.data", given -> hooks.encode(at(given, 0), false, (Object[]) at(given, 1))),
                new Hook(
                        "netty2.reset",
                        given -> hooks.reset(
                                at(given, 0), at(given, 1), at(given, 2), (long) at(given, 3), at(given, 4))),
                new Hook("netty2.lost", given -> {
                    hooks.lost(at(given, 0), at(given, 1));
                    return null;
                }),
                new Hook("netty2.head-read", given -> {
                    hooks.headRead(at(given, 0), at(given, 1), at(given, 2), at(given, 3), (boolean) at(given, 4));
                    return null;
                }),
                new Hook("netty2.data-read", given -> {
                    hooks.dataRead(at(given, 0), at(given, 1), at(given, 2), at(given, 3), (boolean) at(given, 4));
                    return null;
                }),
                new Hook("netty2.reset-read", given -> {
                    hooks.resetRead(at(given, 0), at(given, 1), at(given, 2), (long) at(given, 3));
                    return null;
                }));
    }

    private static Object at(@Nullable Object[] given, int index) {
        return Objects.requireNonNull(given[index]);
    }

    /** Inlined into what writes to the channel of a stream. */
    static final class WriteFrame {
        private WriteFrame() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(
                @Advice.This Object writer, @Advice.Argument(0) Object message, @Advice.Argument(1) Object promise)
                throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("netty2.frame", writer, message, promise));
        }
    }

    /** Inlined into what encodes the head of a message, or what follows its content. */
    static final class EncodeHead {
        private EncodeHead() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This Object encoder, @Advice.AllArguments Object[] arguments)
                throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("netty2.head", encoder, arguments));
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter boolean taken,
                @Advice.AllArguments Object[] arguments,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object future) {
            if (taken) {
                future = arguments[arguments.length - 1];
            }
        }
    }

    /** Inlined into what encodes content. */
    static final class EncodeData {
        private EncodeData() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.This Object encoder, @Advice.AllArguments Object[] arguments)
                throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("netty2.data", encoder, arguments));
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter boolean taken,
                @Advice.Argument(5) Object promise,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object future) {
            if (taken) {
                future = promise;
            }
        }
    }

    /** Inlined into what resets a stream. */
    static final class Reset {
        private Reset() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(
                @Advice.This Object handler,
                @Advice.Argument(0) Object context,
                @Advice.Argument(1) int stream,
                @Advice.Argument(2) long code,
                @Advice.Argument(3) Object promise)
                throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("netty2.reset", handler, context, stream, code, promise));
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter boolean taken,
                @Advice.Argument(3) Object promise,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object future) {
            if (taken) {
                future = promise;
            }
        }
    }

    /** Inlined into what learns of a connection's end. */
    static final class Lost {
        private Lost() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object handler, @Advice.Argument(0) Object context) {
            GuardBridge.after("netty2.lost", handler, context);
        }
    }

    /** Inlined into what reads the head of an answer, or what follows its content. */
    static final class HeadRead {
        private HeadRead() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object listener,
                @Advice.Argument(0) Object context,
                @Advice.Argument(1) int stream,
                @Advice.Argument(2) Object headers,
                @Advice.Argument(7) boolean last) {
            GuardBridge.after("netty2.head-read", listener, context, stream, headers, last);
        }
    }

    /** Inlined into what reads content. */
    static final class DataRead {
        private DataRead() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object listener,
                @Advice.Argument(0) Object context,
                @Advice.Argument(1) int stream,
                @Advice.Argument(2) Object data,
                @Advice.Argument(4) boolean last) {
            GuardBridge.after("netty2.data-read", listener, context, stream, data, last);
        }
    }

    /** Inlined into what reads that a stream was reset. */
    static final class ResetRead {
        private ResetRead() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.This Object listener,
                @Advice.Argument(0) Object context,
                @Advice.Argument(1) int stream,
                @Advice.Argument(2) long code) {
            GuardBridge.after("netty2.reset-read", listener, context, stream, code);
        }
    }
}
