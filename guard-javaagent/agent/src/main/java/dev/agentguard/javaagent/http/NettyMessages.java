package dev.agentguard.javaagent.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** How one protocol of Netty says what it sends. A place is what writes, together with its context. Threadsafe. */
interface NettyMessages {

    /** Where messages are written: an encoder with its context, or a stream of HTTP/2. */
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

    /** Makes a message of content that was held. */
    Object part(byte[] bytes);

    void write(Place place, Object message, Object promise);

    Object channel(Place place);

    /** What exceptions are fired at, and what is closed and flushed. */
    Object invoker(Place place);

    ScheduledExecutorService executor(Place place);
}
