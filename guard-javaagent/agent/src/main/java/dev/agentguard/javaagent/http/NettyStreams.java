package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is written to one connection of HTTP/2. A stream's number is given to it with its head, and the numbers of new
 * streams must grow (RFC 9113 section 5.1.1): while one is held, the heads of later ones wait too. Clients whose streams
 * have channels of their own ({@link NettyFrames}) get their numbers only afterwards. Used by the channel's event loop.
 */
final class NettyStreams {

    /** How many streams that were refused are remembered, until nothing more is said about them. */
    private static final int MOST_REFUSED = 1_000;

    private final Http2Answers answers = new Http2Answers();
    private final Map<Object, NettyStream> waiting = new LinkedHashMap<>();
    private final Map<Object, RefusedException> refused = new LinkedHashMap<>();
    private @Nullable Announced announced;
    private @Nullable Object passing;
    private boolean advancing;

    /** A head that was let through before its stream had a number. */
    private record Announced(Object block, List<HttpHop> hops) {}

    Http2Answers answers() {
        return answers;
    }

    /** Is told of a head that is written next. */
    void announce(Object block, List<HttpHop> hops) {
        announced = new Announced(block, hops);
    }

    void await(Object id, List<HttpHop> hops) {
        answers.await(id, hops);
    }

    /**
     * Takes what is encoded.
     *
     * @return whether it was taken; false if it is to be encoded now
     */
    boolean write(Object encoder, NettyEncoder messages, NettyEncoder.Frame frame) {
        if (isPassing(frame.block())) {
            return false;
        }
        NettyStream known = waiting.get(frame.id());
        if (known == null && frame.isHead() && messages.isRequest(frame)) {
            return begin(encoder, messages, frame);
        }
        Object promise = promise(messages, frame);
        if (known != null) {
            known.accept(frame, promise);
            advance();
            return true;
        }
        RefusedException why = refused.get(frame.id());
        if (why != null) {
            messages.release(frame);
            messages.netty().tryFailure(promise, why);
        }
        return why != null;
    }

    private boolean begin(Object encoder, NettyEncoder messages, NettyEncoder.Frame head) {
        boolean judged = isAnnounced(head);
        if (judged && waiting.isEmpty()) {
            return false;
        }
        NettyHttp2 http = messages.http();
        Object stream = http.stream(encoder, head.id());
        if (stream == null ? !http.createStream(encoder, head.id()) : http.isHeadersSent(stream)) {
            return false; // Netty refuses it for the same reason
        }
        NettyStream begun = new NettyStream(this, messages, encoder, head, judged);
        waiting.put(head.id(), begun);
        begun.accept(head, promise(messages, head));
        advance();
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // Equal fields are another request's.
    private boolean isAnnounced(NettyEncoder.Frame head) {
        Announced one = announced;
        announced = null;
        if (one == null || one.block() != head.block()) {
            return false;
        }
        answers.await(head.id(), one.hops());
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // Equal content is another part.
    private boolean isPassing(Object block) {
        boolean passes = passing == block;
        if (passes) {
            passing = null;
        }
        return passes;
    }

    /** A promise that nobody sees would end the connection if it failed. */
    private static Object promise(NettyEncoder messages, NettyEncoder.Frame frame) {
        Object[] arguments = frame.arguments();
        Object promise = arguments[arguments.length - 1];
        return messages.netty().isVoid(promise) ? messages.netty().newPromise(frame.context()) : promise;
    }

    /** Whether all heads of earlier streams are written. */
    @SuppressWarnings("ReferenceEquality") // A stream is itself.
    boolean isNext(NettyStream stream) {
        return waiting.isEmpty() || waiting.values().iterator().next() == stream;
    }

    void write(Object encoder, NettyEncoder messages, NettyEncoder.Frame frame, Object promise) {
        if (frame.isHead() && messages.http().stream(encoder, frame.id()) == null) {
            // closed in the meantime, by a GOAWAY for one: the encoder would open it again and fail the connection
            messages.netty().tryFailure(promise, new ClosedChannelException());
            answers.reset(frame.id(), 0);
            return;
        }
        passing = frame.block();
        try {
            messages.http().write(encoder, frame.isHead(), frame.with(promise).arguments());
        } catch (RuntimeException | Error failure) {
            messages.netty().tryFailure(promise, failure);
        } finally {
            passing = null;
        }
    }

    /** Lets go of the streams that waited for an earlier one. */
    void advance() {
        if (advancing) {
            return; // told that a part was written, a client writes the next one
        }
        advancing = true;
        try {
            while (!waiting.isEmpty()) {
                Map.Entry<Object, NettyStream> next =
                        waiting.entrySet().iterator().next();
                if (!next.getValue().isDecided()) {
                    return;
                }
                next.getValue().putAll();
                waiting.remove(next.getKey(), next.getValue());
            }
        } finally {
            advancing = false;
        }
    }

    void refused(Object id, RefusedException why) {
        waiting.remove(id);
        if (refused.size() >= MOST_REFUSED) {
            refused.remove(refused.keySet().iterator().next());
        }
        refused.put(id, why);
    }

    /**
     * Before a stream is reset.
     *
     * @return whether nothing must be said of it: the server has not heard of it, and would end the connection
     */
    boolean reset(Object id, long code) {
        NettyStream held = waiting.remove(id);
        if (held != null) {
            held.drop(new ClosedChannelException());
            advance();
        }
        answers.reset(id, code);
        return refused.containsKey(id);
    }

    /** After the connection. */
    void lost() {
        List<NettyStream> left = new ArrayList<>(waiting.values());
        waiting.clear();
        left.forEach(stream -> stream.drop(new ClosedChannelException()));
        answers.lost();
    }
}
