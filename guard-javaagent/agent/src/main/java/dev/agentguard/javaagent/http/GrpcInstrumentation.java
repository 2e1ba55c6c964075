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
 * gRPC over Netty, its relocated copy of Netty, and OkHttp: where a transport opens the stream of a call, below all
 * interceptors and each repetition, with the fields that credentials added. What is refused gets a stream that fails; that
 * of OkHttp has to be its own, and fails where it would get a number.
 */
public final class GrpcInstrumentation implements TypeInstrumentation {

    private static final String NETTY = "io.grpc.netty.";
    private static final String OKHTTP = "io.grpc.okhttp.OkHttpClientTransport";

    private final GrpcHooks hooks = new GrpcHooks();

    @Override
    public List<Point> points() {
        String opens = ")Lio/grpc/internal/ClientStream;";
        return List.of(
                new Point(NETTY + "NettyClientTransport", "newStream", opens, Open.class),
                new Point(NETTY + "shaded." + NETTY + "NettyClientTransport", "newStream", opens, Open.class),
                new Point(OKHTTP, "newStream", ")Lio/grpc/okhttp/OkHttpClientStream;", Make.class),
                new Point(OKHTTP, "streamReadyToStart", "", Start.class),
                new Point(
                        "io.grpc.internal.AbstractClientStream$TransportState",
                        "transportReportStatus",
                        "(Lio/grpc/Status;Lio/grpc/internal/ClientStreamListener$RpcProgress;ZLio/grpc/Metadata;)V",
                        Closed.class));
    }

    @Override
    public List<Client> clients() {
        return List.of(new Client(
                "gRPC over Netty, shaded too, and over OkHttp",
                "1.42.1, 1.76.0",
                "`PERMISSION_DENIED` with `RefusedException` as its cause; the connection lives on"));
    }

    @Override
    public List<Hook> hooks() {
        return List.of(
                new Hook("grpc.open", given -> hooks.open(at(given, 0), (Object[]) at(given, 1))),
                new Hook("grpc.judge", given -> hooks.judge(at(given, 0), (Object[]) at(given, 1))),
                new Hook("grpc.deny", given -> {
                    hooks.deny(at(given, 0), at(given, 1));
                    return null;
                }),
                new Hook("grpc.start", given -> hooks.isDenied(at(given, 0))),
                new Hook("grpc.opened", given -> {
                    hooks.opened(at(given, 0));
                    return null;
                }),
                new Hook("grpc.closed", given -> {
                    hooks.closed(at(given, 0), at(given, 1));
                    return null;
                }));
    }

    private static Object at(@Nullable Object[] given, int index) {
        return Objects.requireNonNull(given[index]);
    }

    /** Inlined into what opens a stream. */
    static final class Open {
        private Open() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static @Nullable Object enter(@Advice.This Object transport, @Advice.AllArguments Object[] arguments)
                throws RefusedException {
            return GuardBridge.on("grpc.open", transport, arguments);
        }

        @Advice.OnMethodExit
        static void exit(
                @Advice.Enter @Nullable Object failing,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object stream) {
            if (failing != null) {
                stream = failing;
            } else {
                GuardBridge.after("grpc.opened", stream);
            }
        }
    }

    /** Inlined into what makes a stream of OkHttp's, and sends nothing yet. */
    static final class Make {
        private Make() {}

        @Advice.OnMethodEnter
        static @Nullable Object enter(@Advice.This Object transport, @Advice.AllArguments Object[] arguments)
                throws RefusedException {
            return GuardBridge.on("grpc.judge", transport, arguments);
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Enter @Nullable Object denied, @Advice.Return Object stream) throws RefusedException {
            if (denied != null) {
                GuardBridge.on("grpc.deny", stream, denied);
            } else {
                GuardBridge.after("grpc.opened", stream);
            }
        }
    }

    /** Inlined into what gives a stream of OkHttp's its number and sends its head. */
    static final class Start {
        private Start() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Advice.Argument(0) Object stream) throws RefusedException {
            return Boolean.TRUE.equals(GuardBridge.on("grpc.start", stream));
        }
    }

    /** Inlined into what says how a call ended. */
    static final class Closed {
        private Closed() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.This Object state, @Advice.Argument(0) Object status) {
            GuardBridge.after("grpc.closed", state, status);
        }
    }
}
