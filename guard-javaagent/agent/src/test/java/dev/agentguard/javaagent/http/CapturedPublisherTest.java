package dev.agentguard.javaagent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CapturedPublisherTest {

    @Test
    void body_withinTheLimit_isReadOnce_andReplayedAsOftenAsAsked() {
        AtomicInteger opened = new AtomicInteger();
        byte[] body = random(40_000);
        CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.ofInputStream(() -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream(body);
        }));
        assertThat(captured.body().bytes()).isEqualTo(body);
        assertThat(captured.body().notInspected()).isEmpty();
        assertThat(captured.contentLength()).isEqualTo(-1);
        assertThat(read(captured, 1)).isEqualTo(body);
        assertThat(read(captured, Long.MAX_VALUE)).isEqualTo(body);
        assertThat(opened).hasValue(1);
    }

    @Test
    void publisherThatThrows_isNotInspected_andItsFailureReachesTheClient() {
        CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.fromPublisher(subscriber -> {
            throw new IllegalStateException("the application's own");
        }));
        assertThat(captured.body().notInspected()).isNotEmpty();
        assertThatThrownBy(() -> read(captured, 1)).hasStackTraceContaining("the application's own");
    }

    @Test
    void declaredLength_isKept() {
        assertThat(CapturedPublisher.of(BodyPublishers.ofByteArray(new byte[7])).contentLength())
                .isEqualTo(7);
        CapturedPublisher none = CapturedPublisher.of(BodyPublishers.noBody());
        assertThat(none.contentLength()).isZero();
        assertThat(read(none, 1)).isEmpty();
    }

    @Test
    void oneShotBody_overTheLimit_isNotInspected_andArrivesWhole() {
        for (long demand : new long[] {1, 3, Long.MAX_VALUE}) {
            byte[] body = random(3 * BodyLimit.BYTES + 17);
            ByteArrayInputStream once = new ByteArrayInputStream(body);
            CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.ofInputStream(() -> once));
            assertThat(captured.body().notInspected()).contains("larger than");
            assertThat(captured.body().bytes()).isEmpty();
            assertThat(read(captured, demand)).isEqualTo(body);
        }
    }

    @Test
    void declaredLength_overTheLimit_isNotEvenSubscribedTo() {
        BodyPublisher large = new BodyPublisher() {
            @Override
            public long contentLength() {
                return BodyLimit.BYTES + 1L;
            }

            @Override
            public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
                throw new AssertionError("subscribed");
            }
        };
        assertThat(CapturedPublisher.of(large).body().notInspected()).contains("larger than");
    }

    @Test
    void bodyOfAnotherThread_isWaitedFor() {
        try (SubmissionPublisher<ByteBuffer> source = new SubmissionPublisher<>()) {
            Thread feeder = new Thread(() -> {
                while (source.getNumberOfSubscribers() == 0) {
                    Thread.onSpinWait();
                }
                source.submit(ByteBuffer.wrap(new byte[] {1, 2}));
                source.submit(ByteBuffer.wrap(new byte[] {3}));
                source.close();
            });
            feeder.start();
            CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.fromPublisher(source));
            assertThat(captured.body().bytes()).containsExactly(1, 2, 3);
        }
    }

    @Test
    void bodyThatDoesNotCome_isNotInspected_andFollowsLater() throws Exception {
        try (SubmissionPublisher<ByteBuffer> source = new SubmissionPublisher<>()) {
            CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.fromPublisher(source));
            assertThat(captured.body().notInspected()).contains("not complete");
            CompletableFuture<byte[]> arrived = subscribe(captured, 1);
            for (int i = 0; i < 200; i++) {
                source.submit(ByteBuffer.wrap(new byte[] {(byte) i}));
            }
            source.close();
            assertThat(arrived.get(10, TimeUnit.SECONDS)).hasSize(200).startsWith(0, 1, 2);
        }
    }

    @Test
    void failingBody_isNotInspected_andFailsForTheClientAsItDid() {
        CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.ofInputStream(() -> new java.io.InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        }));
        assertThat(captured.body().notInspected()).contains("failed");
        assertThat(subscribe(captured, 1)).isCompletedExceptionally();
    }

    @Test
    void capturedBody_isNotCapturedAgain() {
        CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.ofString("a"));
        assertThat(CapturedPublisher.of(captured)).isSameAs(captured);
    }

    @Test
    void judgedBytes_areTheOnesSent_evenIfTheApplicationChangesItsArray() {
        byte[] body = {1, 2, 3};
        CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.ofByteArray(body));
        body[0] = 9;
        assertThat(read(captured, 1)).containsExactly(1, 2, 3);
    }

    @Test
    void anyCutAndDemand_givesTheSameBytes() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            byte[] body = random(random.nextInt(5_000));
            List<byte[]> parts = new java.util.ArrayList<>();
            for (int at = 0; at < body.length; ) {
                int size = Math.min(body.length - at, 1 + random.nextInt(700));
                parts.add(java.util.Arrays.copyOfRange(body, at, at + size));
                at += size;
            }
            CapturedPublisher captured = CapturedPublisher.of(BodyPublishers.ofByteArrays(parts));
            assertThat(captured.body().bytes()).isEqualTo(body);
            assertThat(read(captured, 1 + random.nextInt(3))).isEqualTo(body);
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(BodyPublisher publisher, long demand) {
        return subscribe(publisher, demand).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static CompletableFuture<byte[]> subscribe(BodyPublisher publisher, long demand) {
        CompletableFuture<byte[]> all = new CompletableFuture<>();
        publisher.subscribe(new Flow.Subscriber<>() {
            private final ByteArrayOutputStream read = new ByteArrayOutputStream();
            private Flow.Subscription subscription;
            private long outstanding;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                outstanding = demand;
                given.request(demand);
            }

            @Override
            public void onNext(ByteBuffer item) {
                byte[] bytes = new byte[item.remaining()];
                item.get(bytes);
                read.writeBytes(bytes);
                if (--outstanding < 0) {
                    all.completeExceptionally(new AssertionError("more items than asked for"));
                }
                if (outstanding == 0) {
                    outstanding = demand;
                    subscription.request(demand);
                }
            }

            @Override
            public void onError(Throwable failure) {
                all.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                all.complete(read.toByteArray());
            }
        });
        return all;
    }
}
