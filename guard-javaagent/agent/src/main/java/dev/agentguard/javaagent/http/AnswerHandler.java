package dev.agentguard.javaagent.http;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Handles an answer as the application wants it handled, and notes what passes. */
final class AnswerHandler<T> implements BodyHandler<T> {

    private final BodyHandler<T> own;
    private final HttpHop hop;

    AnswerHandler(BodyHandler<T> own, HttpHop hop) {
        this.own = own;
        this.hop = hop;
    }

    @Override
    public BodySubscriber<T> apply(ResponseInfo info) {
        return new Noting<>(
                own.apply(info),
                new AnswerCopy(hop, info.statusCode(), info.headers().map()));
    }

    /** The application's subscriber, with a copy made in front of it. */
    private static final class Noting<T> implements BodySubscriber<T> {
        private final BodySubscriber<T> own;
        private final AnswerCopy copy;

        Noting(BodySubscriber<T> own, AnswerCopy copy) {
            this.own = own;
            this.copy = copy;
        }

        @Override
        public CompletionStage<T> getBody() {
            return own.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            own.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            buffers.forEach(copy::add);
            own.onNext(buffers);
        }

        @Override
        public void onError(Throwable failure) {
            own.onError(failure);
        }

        @Override
        public void onComplete() {
            copy.end();
            own.onComplete();
        }
    }
}
