package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A stream of HTTP/2 whose head was given to the encoder and is not written yet: its request is held, or that of an
 * earlier stream is. Used by the channel's event loop.
 */
final class NettyStream {

    private final NettyStreams streams;
    private final NettyEncoder messages;
    private final Object encoder;
    private final NettyMessages.Place place;
    private final Object id;
    private final @Nullable NettyExchange exchange;
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private record Waiting(NettyEncoder.Frame frame, Object promise) {}

    /**
     * Begins with a head.
     *
     * @param judged whether its request was let through already
     */
    NettyStream(NettyStreams streams, NettyEncoder messages, Object encoder, NettyEncoder.Frame head, boolean judged) {
        this.streams = streams;
        this.messages = messages;
        this.encoder = encoder;
        place = new NettyMessages.Place(this, head.context());
        id = head.id();
        exchange = judged ? null : new NettyExchange(messages, (passed, hops) -> streams.await(head.id(), hops));
    }

    Object id() {
        return id;
    }

    void accept(NettyEncoder.Frame frame, Object promise) {
        if (exchange == null || !exchange.write(place, frame, promise)) {
            put(frame, promise);
        }
    }

    /** Writes what was judged, or keeps it until it is its turn. */
    void put(NettyEncoder.Frame frame, Object promise) {
        if (waiting.isEmpty() && streams.isNext(this)) {
            streams.write(encoder, messages, frame, promise);
        } else {
            waiting.add(new Waiting(frame, promise));
        }
    }

    boolean isDecided() {
        return exchange == null || !exchange.isHolding();
    }

    /** Writes what was kept. */
    void putAll() {
        for (Waiting next = waiting.peek(); next != null; next = waiting.peek()) {
            streams.write(encoder, messages, next.frame(), next.promise());
            waiting.remove();
        }
    }

    void settled() {
        streams.advance();
    }

    /** Lets nothing more of it be written. */
    void refuse(RefusedException refused) {
        streams.refused(id, refused);
    }

    /** Ends it, after its promises have told why: to some clients its end alone says nothing. */
    void end(RefusedException refused) {
        messages.http().abort(encoder, place.context(), id, refused);
    }

    /** Gives up what was not written. */
    void drop(Throwable because) {
        if (exchange != null) {
            exchange.drop(because);
        }
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            messages.release(next.frame());
            messages.netty().tryFailure(next.promise(), because);
        }
    }
}
