package dev.agentguard.javaagent.http;

import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands in for the body publisher of a request. The original is subscribed to once, here, and read up to the limit;
 * what was read is what is sent, however often the client subscribes. A body that is longer, fails, or is not complete
 * in time is not judged: what was read of it goes first and the rest follows from the same subscription.
 */
final class CapturedPublisher implements BodyPublisher {

    private final BodyPublisher original;
    private final long contentLength;
    private final BodyCapture capture;
    private final AtomicBoolean continued = new AtomicBoolean();
    private final JudgedBody body;

    private CapturedPublisher(BodyPublisher original, long contentLength, BodyCapture capture, JudgedBody body) {
        this.original = original;
        this.contentLength = contentLength;
        this.capture = capture;
        this.body = body;
    }

    /** Reads the body within the limit. */
    static CapturedPublisher of(BodyPublisher original) {
        if (original instanceof CapturedPublisher captured) {
            return captured;
        }
        long length = original.contentLength();
        BodyCapture capture = new BodyCapture();
        if (length > BodyLimit.BYTES) {
            return new CapturedPublisher(original, length, capture, JudgedBody.notInspected(BodyLimit.exceeded()));
        }
        try {
            original.subscribe(capture);
        } catch (RuntimeException failure) {
            // The application's own fault: the client meets it too, if the request is sent at all.
            capture.onError(failure);
        }
        JudgedBody body = capture.stop(BodyLimit.WAIT_MILLIS);
        boolean framed = length >= 0 && body.notInspected().isEmpty();
        return new CapturedPublisher(original, framed ? body.bytes().length : length, capture, body);
    }

    JudgedBody body() {
        return body;
    }

    @Override
    public long contentLength() {
        return contentLength;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        if (body.notInspected().isEmpty()) {
            new Replay(body.bytes(), subscriber).start();
        } else if (capture.started() && continued.compareAndSet(false, true)) {
            capture.continueTo(subscriber);
        } else {
            original.subscribe(subscriber);
        }
    }

    /** Gives the captured bytes to one subscriber. */
    private static final class Replay implements Flow.Subscription {
        private final byte[] bytes;
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicBoolean done = new AtomicBoolean();

        Replay(byte[] bytes, Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.bytes = bytes;
            this.subscriber = subscriber;
        }

        void start() {
            subscriber.onSubscribe(this);
            if (bytes.length == 0 && done.compareAndSet(false, true)) {
                subscriber.onComplete();
            }
        }

        @Override
        public void request(long n) {
            if (done.compareAndSet(false, true)) {
                if (n <= 0) {
                    subscriber.onError(new IllegalArgumentException("request of " + n + " items"));
                    return;
                }
                subscriber.onNext(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
                subscriber.onComplete();
            }
        }

        @Override
        public void cancel() {
            done.set(true);
        }
    }
}
