package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the advice of {@link NettyInstrumentation} calls. Safe for use by several threads, each channel by one of them. */
final class NettyHooks {

    /** What is known of one channel. */
    private record Channel(NettyExchange exchange, NettyAnswers answers) {}

    private final WeakIdentityMap<Object, Channel> channels = new WeakIdentityMap<>();
    private final WeakIdentityMap<Object, NettyExchange> streams;

    /** Is told of the streams of HTTP/2 that have channels of their own. */
    NettyHooks(WeakIdentityMap<Object, NettyExchange> streams) {
        this.streams = streams;
    }

    /** Returns whether the message was taken, so that it is not encoded now. */
    boolean write(Object encoder, Object context, Object message, Object promise) {
        NettyHttp1 http = NettyHttp1.of(encoder);
        if (http == null) {
            return false;
        }
        Object key = http.netty().channel(context);
        Channel channel = channels.get(key);
        if (channel == null) {
            NettyAnswers answers = new NettyAnswers(http);
            channel = new Channel(new NettyExchange(http, (head, hops) -> answers.await(hops)), answers);
            channels.put(key, channel);
        }
        return channel.exchange().write(new NettyMessages.Place(encoder, context), message, promise);
    }

    /** Looks at what was decoded. */
    void read(Object decoder, Object context, List<?> decoded, int before) {
        NettyAnswers answers = answers(decoder, context);
        for (int i = before; answers != null && i < decoded.size(); i++) {
            answers.received(decoded.get(i));
        }
    }

    /** Looks at how the last answer ended, which may be with the connection. */
    void readLast(Object decoder, Object context, List<?> decoded, int before) {
        NettyAnswers answers = answers(decoder, context);
        if (answers != null) {
            if (decoded.size() > before && !answers.isIdle()) {
                answers.received(decoded.get(decoded.size() - 1));
            }
            answers.lost();
        }
    }

    /** Returns why a channel was closed, or null if it was not by a refusal. */
    @Nullable
    RefusedException refusal(Object channel) {
        Channel known = channels.get(channel);
        NettyExchange exchange = known == null ? streams.get(channel) : known.exchange();
        return exchange == null ? null : exchange.refusal();
    }

    private @Nullable NettyAnswers answers(Object decoder, Object context) {
        NettyHttp1 http = NettyHttp1.of(decoder);
        Channel channel = http == null ? null : channels.get(http.netty().channel(context));
        return channel == null ? null : channel.answers();
    }
}
