package dev.agentguard.javaagent.http;

import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to a body, read item by item: first to be judged, up to the limit, and then, if that was not all, on
 * behalf of the client. Safe for use by several threads.
 */
final class BodyCapture implements Flow.Subscriber<ByteBuffer>, Flow.Subscription {

    private final Deque<byte[]> items = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Flow.@Nullable Subscription source;
    private Flow.@Nullable Subscriber<? super ByteBuffer> client;
    private @Nullable Throwable failure;
    private long size;
    private long demand;
    private boolean reading = true;
    private boolean requested;
    private boolean complete;
    private boolean draining;
    private boolean ended;

    /** Stops reading at the end, the limit or the time, whichever is first, and returns what is known of the body. */
    JudgedBody stop(long waitMillis) {
        boolean inTime = true;
        try {
            inTime = stopped.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            reading = false;
            if (failure != null) {
                return JudgedBody.notInspected("the body's publisher failed");
            }
            if (size > BodyLimit.BYTES) {
                return JudgedBody.notInspected(BodyLimit.exceeded());
            }
            if (!complete) {
                return JudgedBody.notInspected(
                        inTime ? "the body is not complete" : "the body was not complete after " + waitMillis + " ms");
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream((int) size);
            items.forEach(all::writeBytes);
            items.clear();
            return JudgedBody.of(all.toByteArray());
        }
    }

    /** Returns whether the source was subscribed to, so that it must be read on here. */
    synchronized boolean started() {
        return source != null || failure != null;
    }

    /** Hands on what was read and then the rest. */
    void continueTo(Flow.Subscriber<? super ByteBuffer> subscriber) {
        synchronized (this) {
            client = subscriber;
        }
        subscriber.onSubscribe(this);
        drain();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        synchronized (this) {
            source = subscription;
            requested = true;
        }
        subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer item) {
        byte[] bytes = new byte[item.remaining()];
        item.get(bytes);
        Flow.Subscription more;
        synchronized (this) {
            items.add(bytes);
            size += bytes.length;
            if (size > BodyLimit.BYTES) {
                reading = false;
                stopped.countDown();
            }
            requested = reading;
            more = reading ? source : null;
        }
        if (more != null) {
            more.request(1);
        } else {
            drain();
        }
    }

    @Override
    public void onError(Throwable error) {
        synchronized (this) {
            failure = error;
        }
        stopped.countDown();
        drain();
    }

    @Override
    public void onComplete() {
        synchronized (this) {
            complete = true;
        }
        stopped.countDown();
        drain();
    }

    @Override
    public void request(long n) {
        synchronized (this) {
            demand = n <= 0 || demand + n < 0 ? Long.MAX_VALUE : demand + n;
        }
        drain();
    }

    @Override
    public void cancel() {
        Flow.Subscription upstream;
        synchronized (this) {
            ended = true;
            items.clear();
            upstream = source;
        }
        if (upstream != null) {
            upstream.cancel();
        }
    }

    /** Gives the client what it asked for, one thread at a time and in order, and asks the source for the next item. */
    private void drain() {
        while (true) {
            Flow.Subscriber<? super ByteBuffer> subscriber;
            byte[] next = null;
            Throwable error = null;
            Flow.Subscription more = null;
            synchronized (this) {
                subscriber = client;
                if (subscriber == null || draining || ended) {
                    return;
                }
                if (!items.isEmpty()) {
                    if (demand == 0) {
                        return;
                    }
                    next = items.poll();
                    demand--;
                } else if (failure != null || complete) {
                    error = failure;
                    ended = true;
                } else if (demand > 0 && !requested) {
                    requested = true;
                    more = source;
                } else {
                    return;
                }
                draining = true;
            }
            try {
                if (next != null) {
                    subscriber.onNext(ByteBuffer.wrap(next).asReadOnlyBuffer());
                } else if (more != null) {
                    more.request(1);
                } else if (error != null) {
                    subscriber.onError(error);
                } else {
                    subscriber.onComplete();
                }
            } finally {
                synchronized (this) {
                    draining = false;
                }
            }
        }
    }
}
