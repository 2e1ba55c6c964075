package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is written to one channel, or to one stream of HTTP/2. The parts of a request are held until its last one, judged,
 * and let go in order. The promise of a part that is held succeeds a little later all the same, since many clients send
 * the next part only then; what is refused fails the last one, is fired as an exception and closes the channel or the
 * stream. Used by the channel's event loop.
 */
final class NettyExchange {

    /** As long as a publisher of the JDK's client is waited for. */
    private static final long WAIT_MILLIS = Long.getLong("guard.http.body-wait-millis", 2_000);

    private static final String CONTINUE = "the client waits for `100 Continue` before it sends the body";
    private static final String NOT_IN_MEMORY = "the body is a file that is sent unread";
    private static final String MISFRAMED = "the body is not as long as its head says";

    private final NettyMessages messages;
    private final Passed passed;
    private @Nullable Held held;
    private @Nullable RefusedException refusal;
    private @Nullable InetSocketAddress tunnel;
    private final Deque<Later> later = new ArrayDeque<>();
    private @Nullable Object passing;
    private boolean busy;

    /** A request whose last part has not come. */
    private static final class Held {
        private final NettyMessages.Place place;
        private final Object head;
        private final boolean conversation;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
        private final List<Part> parts = new ArrayList<>();
        private boolean noticed;
        private @Nullable Future<?> timer;

        Held(NettyMessages.Place place, Object head, boolean conversation, Object promise) {
            this.place = place;
            this.head = head;
            this.conversation = conversation;
            parts.add(new Part(head, promise));
        }
    }

    /**
     * What is held of a message: the head itself and copies of content, since the application may use a buffer again once
     * its promise has succeeded. Whether that was told is kept here, as a client's own promise may never say so.
     */
    private static final class Part {
        private final Object message;
        private final Object promise;
        private boolean told;

        Part(Object message, Object promise) {
            this.message = message;
            this.promise = promise;
        }
    }

    /** A message that came in the middle of another one. */
    private record Later(NettyMessages.Place place, Object message, Object promise) {}

    /** Is told what was let through, just before its head is written. */
    @FunctionalInterface
    interface Passed {
        void passed(Object head, List<HttpHop> hops);
    }

    NettyExchange(NettyMessages messages, Passed passed) {
        this.messages = messages;
        this.passed = passed;
    }

    /**
     * Takes what is written.
     *
     * @return whether it was taken; false if it is to be written now
     */
    @SuppressWarnings("ReferenceEquality") // An equal message is another one.
    boolean write(NettyMessages.Place place, Object message, Object promise) {
        if (message == passing) {
            passing = null;
            return false;
        }
        if (busy) {
            later.add(new Later(place, message, promise));
            return true;
        }
        busy = true;
        try {
            boolean taken = accept(place, message, promise);
            if (!taken && !later.isEmpty()) {
                pass(place, message, promise);
                taken = true;
            }
            catchUp();
            return taken;
        } finally {
            busy = false;
        }
    }

    private boolean accept(NettyMessages.Place place, Object message, Object promise) {
        try {
            if (messages.isRequest(message)) {
                return begin(place, message, promise);
            }
            if (refusal != null) {
                messages.release(message);
                messages.netty().tryFailure(promise, refusal);
                return true;
            }
            return held != null && add(held, message, promise);
        } catch (RefusedException refused) {
            messages.release(message);
            refuse(place, refused);
            messages.netty().tryFailure(promise, refused);
            // for clients that do not look at promises; the channel says that it is closed later than this
            messages.raise(place, refused);
            return true;
        }
    }

    /** Goes on with what was written while this was busy: letting go of a lot tells writers that they may go on. */
    private void catchUp() {
        for (Later next = later.poll(); next != null; next = later.poll()) {
            if (!accept(next.place(), next.message(), next.promise())) {
                pass(next.place(), next.message(), next.promise());
            }
        }
    }

    private void pass(NettyMessages.Place place, Object message, Object promise) {
        passing = message;
        try {
            messages.write(place, message, promise);
        } catch (RuntimeException | Error failure) {
            messages.netty().tryFailure(promise, failure);
        } finally {
            passing = null;
        }
    }

    /** Returns why the channel was closed, or null if it was not by this. */
    @Nullable
    RefusedException refusal() {
        return refusal;
    }

    /** Whether a request is held whose last part has not come. */
    boolean isHolding() {
        return held != null;
    }

    /** Gives up what is held, after the end of what it would have been written to. */
    void drop(Throwable because) {
        Held request = held;
        if (request != null) {
            letGo(request);
            failAll(request, because);
        }
    }

    private boolean begin(NettyMessages.Place place, Object head, Object promise) throws RefusedException {
        if (held != null) {
            // the application's error, which the encoder will tell it
            settle(held, JudgedBody.notInspected("the body did not end"));
        }
        refusal = null;
        Map<String, List<String>> headers = messages.headers(head);
        byte[] body = bytes(head, 0);
        if (messages.opensTunnel(head)) {
            judge(place, head, JudgedBody.NONE);
            return false;
        }
        if (messages.isLast(head)) {
            judge(place, head, body == null ? JudgedBody.notInspected(BodyLimit.exceeded()) : whole(headers, body));
            return false;
        }
        if (body == null || declaredLength(headers) > BodyLimit.BYTES) {
            judge(place, head, JudgedBody.notInspected(BodyLimit.exceeded()));
            return false;
        }
        if (first(headers, "Expect").equalsIgnoreCase("100-continue")) {
            judge(place, head, JudgedBody.notInspected(CONTINUE));
            return false;
        }
        // its answer may come before its end, or be what the rest is an answer to
        boolean conversation =
                first(headers, "Content-Type").toLowerCase(Locale.ROOT).startsWith("application/grpc");
        held = new Held(place, head, conversation, promise);
        held.body.writeBytes(body);
        notice(held);
        return true;
    }

    private boolean add(Held request, Object message, Object promise) throws RefusedException {
        boolean last = messages.isLast(message);
        if (!last && messages.content(message) == null) {
            settle(request, JudgedBody.notInspected(NOT_IN_MEMORY));
            return false;
        }
        byte[] bytes = bytes(message, request.body.size());
        if (bytes == null) {
            settle(request, JudgedBody.notInspected(BodyLimit.exceeded()));
            return false;
        }
        request.body.writeBytes(bytes);
        if (last) {
            settle(request, whole(messages.headers(request.head), request.body.toByteArray()));
            return false;
        }
        request.parts.add(new Part(messages.part(request.place, bytes), promise));
        messages.release(message);
        notice(request);
        return true;
    }

    /** Copies the content of a message, or returns null if there is more of it than is held. */
    private byte @Nullable [] bytes(Object message, int before) {
        Object content = messages.content(message);
        if (content == null) {
            return new byte[0];
        }
        return before + (long) messages.netty().size(content) > BodyLimit.BYTES
                ? null
                : messages.netty().bytes(content);
    }

    /** Bytes beyond the declared end of a body would be a request of their own. */
    private JudgedBody whole(Map<String, List<String>> headers, byte[] body) {
        boolean framed = messages.framesItself()
                || first(headers, "Transfer-Encoding").toLowerCase(Locale.ROOT).endsWith("chunked")
                || declaredLength(headers) == body.length;
        return framed ? JudgedBody.of(body) : JudgedBody.notInspected(MISFRAMED);
    }

    private static long declaredLength(Map<String, List<String>> headers) {
        try {
            String length = first(headers, "Content-Length");
            return length.isEmpty() ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .map(field -> field.getValue().get(0).strip())
                .findFirst()
                .orElse("");
    }

    /** Looks at what is held once the event loop has done what it does now: most bodies are complete by then. */
    private void notice(Held request) {
        if (!request.noticed) {
            request.noticed = true;
            messages.executor(request.place).execute(() -> taken(request));
        }
    }

    private void taken(Held request) {
        request.noticed = false;
        if (held != request) {
            return;
        }
        if (request.conversation) {
            settleNow(request, GrpcCall.BODY);
            return;
        }
        if (request.timer == null) {
            request.timer =
                    messages.executor(request.place).schedule(() -> late(request), WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
        // a listener may write more, or the end
        for (Part part : List.copyOf(request.parts)) {
            if (held == request && !part.told) {
                part.told = true;
                messages.netty().trySuccess(part.promise);
            }
        }
    }

    private void late(Held request) {
        if (held == request && !messages.isOpen(request.place)) {
            drop(new ClosedChannelException());
        } else if (held == request) {
            settleNow(request, "the body was not complete after " + WAIT_MILLIS + " ms");
        }
    }

    private void settleNow(Held request, String notInspected) {
        busy = true;
        try {
            settle(request, JudgedBody.notInspected(notInspected));
        } catch (RefusedException refused) {
            refuse(request.place, refused);
            messages.raise(request.place, refused);
        } finally {
            catchUp();
            busy = false;
        }
        messages.settled(request.place);
    }

    /** Judges what is held and lets it go. */
    private void settle(Held request, JudgedBody body) throws RefusedException {
        judge(request.place, request.head, body);
        forget(request);
        for (Part part : request.parts) {
            Object promise = part.told ? messages.netty().newPromise(messages.invoker(request.place)) : part.promise;
            pass(request.place, part.message, promise);
        }
    }

    private void forget(Held request) {
        held = null;
        if (request.timer != null) {
            request.timer.cancel(false);
        }
    }

    private void letGo(Held request) {
        forget(request);
        request.parts.forEach(part -> messages.release(part.message));
    }

    private void judge(NettyMessages.Place place, Object head, JudgedBody body) throws RefusedException {
        String method = messages.method(head);
        NettyAddress address = messages.address(head);
        if (method.equals("CONNECT") && body.isAbsent()) {
            // what passes the tunnel is judged
            tunnel = NettyAddress.parse(address.target());
            return;
        }
        Object channel = messages.channel(place);
        Netty netty = messages.netty();
        List<HttpHop> hops = new ArrayList<>();
        try {
            for (String url :
                    address.urls(netty.isEncrypted(channel), tunnel == null ? netty.connectedTo(channel) : tunnel)) {
                hops.add(HttpHop.enter(method, url, messages.headers(head), body, HttpHop.UNATTRIBUTED));
            }
        } catch (RefusedException refused) {
            hops.forEach(hop -> hop.exit(HttpOutcome.FAILED));
            throw refused;
        }
        passed.passed(head, hops);
    }

    private void refuse(NettyMessages.Place place, RefusedException refused) {
        refusal = refused;
        Held request = held;
        if (request != null) {
            letGo(request);
        }
        // before the promises fail, so that nobody takes the channel for one that can be used again
        messages.abort(place, refused);
        if (request != null) {
            failAll(request, refused);
        }
    }

    private void failAll(Held request, Throwable because) {
        request.parts.stream()
                .filter(part -> !part.told)
                .forEach(part -> messages.netty().tryFailure(part.promise, because));
    }
}
