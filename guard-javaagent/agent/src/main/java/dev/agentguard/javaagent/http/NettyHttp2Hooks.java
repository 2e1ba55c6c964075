package dev.agentguard.javaagent.http;

import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * What the advice of {@link NettyHttp2Instrumentation} calls. Safe for use by several threads, each connection by one of
 * them.
 */
final class NettyHttp2Hooks {

    private static final ClassValue<NettyEncoder> BY_ENCODER = new ClassValue<>() {
        @Override
        protected NettyEncoder computeValue(Class<?> encoder) {
            return new NettyEncoder(NettyHttp2.of(encoder));
        }
    };

    private final WeakIdentityMap<Object, NettyStreams> connections = new WeakIdentityMap<>();
    private final WeakIdentityMap<Object, NettyExchange> streams;

    /** Shares what is known of the streams with channels of their own, by which a client asks why one was closed. */
    NettyHttp2Hooks(WeakIdentityMap<Object, NettyExchange> streams) {
        this.streams = streams;
    }

    /** Returns whether a frame was taken that is written to the channel of one stream. */
    boolean writeFrame(Object writer, Object message, Object promise) {
        NettyFrames frames = NettyFrames.of(writer);
        Object stream = frames.netty().promised(promise);
        NettyExchange exchange = streams.get(stream);
        if (!frames.isPart(message)) {
            if (exchange != null && frames.endsStream(message)) {
                exchange.drop(new ClosedChannelException());
            }
            return false;
        }
        if (exchange == null) {
            if (!frames.isRequest(message)) {
                return false; // a server's
            }
            NettyStreams connection = connection(frames.netty().parent(stream));
            exchange = new NettyExchange(frames, (head, hops) -> connection.announce(frames.block(head), hops));
            streams.put(stream, exchange);
        }
        return exchange.write(new NettyMessages.Place(writer, stream), message, promise);
    }

    /** Returns whether a call of the encoder was taken. */
    boolean encode(Object encoder, boolean head, Object[] arguments) {
        NettyEncoder messages = BY_ENCODER.get(encoder.getClass());
        NettyEncoder.Frame frame = new NettyEncoder.Frame(head, arguments);
        Object channel = messages.netty().channel(frame.context());
        NettyStreams known = connections.get(channel);
        if (known == null && (!messages.isRequest(frame) || messages.http().isJudged(frame.context()))) {
            return false;
        }
        return (known == null ? connection(channel) : known).write(encoder, messages, frame);
    }

    /** Returns whether a stream is not to be reset on the wire. */
    boolean reset(Object handler, Object context, Object id, long code, Object promise) {
        Netty netty = NettyHttp2.of(handler.getClass()).netty();
        NettyStreams known = connections.get(netty.channel(context));
        boolean unsaid = known != null && known.reset(id, code);
        if (unsaid && !netty.isVoid(promise)) {
            netty.trySuccess(promise);
        }
        return unsaid;
    }

    void headRead(Object listener, Object context, Object id, Object headers, boolean last) {
        NettyHttp2 http = NettyHttp2.of(listener.getClass());
        NettyStreams known = connections.get(http.netty().channel(context));
        if (known != null) {
            known.answers().head(id, http.status(headers), () -> NettyHttp2.fields(headers), last);
        }
    }

    void dataRead(Object listener, Object context, Object id, Object data, boolean last) {
        Netty netty = NettyHttp2.of(listener.getClass()).netty();
        NettyStreams known = connections.get(netty.channel(context));
        if (known != null && (last || known.answers().wants(id))) {
            known.answers().data(id, known.answers().wants(id) ? netty.bytes(data) : new byte[0], last);
        }
    }

    void resetRead(Object listener, Object context, Object id, long code) {
        NettyStreams known = known(listener, context);
        if (known != null) {
            known.answers().reset(id, code);
        }
    }

    void lost(Object handler, Object context) {
        NettyStreams known = known(handler, context);
        if (known != null) {
            known.lost();
        }
    }

    private @Nullable NettyStreams known(Object part, Object context) {
        return connections.get(NettyHttp2.of(part.getClass()).netty().channel(context));
    }

    private NettyStreams connection(Object channel) {
        NettyStreams known = connections.get(channel);
        if (known == null) {
            known = new NettyStreams();
            connections.put(channel, known);
        }
        return known;
    }
}
