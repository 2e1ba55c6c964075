package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** How one protocol of Netty says what it sends. A place is what writes, together with its context. Threadsafe. */
interface NettyMessages {

    /** Where messages are written: an encoder with its context, or what writes one stream of HTTP/2 with its channel. */
    record Place(Object writer, Object context) {}

    Netty netty();

    boolean isRequest(Object message);

    boolean isLast(Object message);

    /** Returns the buffer of a message that has content, or null if it has none or it is not in memory. */
    @Nullable
    Object content(Object message);

    String method(Object head);

    /** Where a request goes, as far as it says so itself. */
    NettyAddress address(Object head);

    Map<String, List<String>> headers(Object message);

    /** Whether the protocol tells where a body ends, whatever its head says. */
    boolean framesItself();

    /** Whether what follows the head is no body: a WebSocket or a way to a host, over HTTP/2. */
    boolean opensTunnel(Object head);

    /** Makes a message of content that was held. */
    Object part(Place place, byte[] bytes);

    /** Lets go of a message that is not written. */
    void release(Object message);

    void write(Place place, Object message, Object promise);

    Object channel(Place place);

    /** Whether anything can still be written there. */
    boolean isOpen(Place place);

    /** What makes promises. */
    Object invoker(Place place);

    /** Ends what carries a request that was refused, no other request with it. */
    void abort(Place place, RefusedException refused);

    /** Tells the application beside the promises, which not every client looks at. */
    void raise(Place place, RefusedException refused);

    /** After a request was let go, or refused, that waited for nobody's call. */
    void settled(Place place);

    ScheduledExecutorService executor(Place place);
}
