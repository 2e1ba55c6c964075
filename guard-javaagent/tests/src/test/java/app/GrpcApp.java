package app;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls a gRPC server of its own over OkHttp, or over the Netty that is there: once, or in a conversation, in which each message is sent after the
 * answer to the one before. The path of the URL is the method. An answer says how many calls the server has seen.
 */
final class GrpcApp implements HttpApp.Sender {

    private static final Bytes BYTES = new Bytes();

    private final AtomicInteger arrived = new AtomicInteger();
    private final Server server;
    private final Map<String, ManagedChannel> channels = new ConcurrentHashMap<>();

    GrpcApp() throws IOException {
        server = ServerBuilder.forPort(0)
                .fallbackHandlerRegistry(new Everything())
                .build()
                .start();
    }

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String name = URI.create(url).getPath().substring(1);
        if (name.isEmpty()) {
            return new HttpApp.Answer(200, arrived.toString());
        }
        ManagedChannel channel = channels.computeIfAbsent(mode.substring(0, mode.indexOf('-')), this::channel);
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
        String text = mode.endsWith("conversation")
                ? converse(channel.newCall(method(name, MethodDescriptor.MethodType.BIDI_STREAMING), options))
                : new String(
                        ClientCalls.blockingUnaryCall(
                                channel, method(name, MethodDescriptor.MethodType.UNARY), options, body),
                        StandardCharsets.UTF_8);
        return new HttpApp.Answer(200, text);
    }

    private ManagedChannel channel(String transport) {
        String target = "localhost:" + server.getPort();
        ManagedChannelBuilder<?> builder =
                transport.equals("okhttp") ? OkHttp.builder(target) : ManagedChannelBuilder.forTarget(target);
        // an application that repeats whatever failed
        Map<String, ?> repetition = Map.of(
                "maxAttempts",
                4.0,
                "initialBackoff",
                "0.01s",
                "maxBackoff",
                "0.01s",
                "backoffMultiplier",
                1.0,
                "retryableStatusCodes",
                List.of("UNAVAILABLE", "UNKNOWN", "CANCELLED", "INTERNAL"));
        return builder.usePlaintext()
                .defaultServiceConfig(
                        Map.of("methodConfig", List.of(Map.of("name", List.of(Map.of()), "retryPolicy", repetition))))
                .enableRetry()
                .build();
    }

    private static String converse(ClientCall<byte[], byte[]> call) throws Exception {
        BlockingQueue<Object> answers = new LinkedBlockingQueue<>();
        StreamObserver<byte[]> requests = ClientCalls.asyncBidiStreamingCall(call, new StreamObserver<>() {
            @Override
            public void onNext(byte[] value) {
                answers.add(new String(value, StandardCharsets.UTF_8));
            }

            @Override
            public void onError(Throwable failure) {
                answers.add(failure);
            }

            @Override
            public void onCompleted() {
                answers.add("completed");
            }
        });
        StringBuilder heard = new StringBuilder();
        for (String word : List.of("one", "two")) {
            requests.onNext(word.getBytes(StandardCharsets.UTF_8));
            heard.append(next(answers)).append(' ');
        }
        requests.onCompleted();
        return heard + next(answers);
    }

    private static String next(BlockingQueue<Object> answers) throws Exception {
        Object answer = answers.poll(20, TimeUnit.SECONDS);
        if (answer instanceof Exception failure) {
            throw failure;
        }
        return String.valueOf(answer);
    }

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.<byte[], byte[]>newBuilder()
                .setFullMethodName(name)
                .setType(type)
                .setRequestMarshaller(BYTES)
                .setResponseMarshaller(BYTES)
                .build();
    }

    /** Apart, for not every application has it. */
    private static final class OkHttp {
        static ManagedChannelBuilder<?> builder(String target) {
            return OkHttpChannelBuilder.forTarget(target);
        }
    }

    /** Answers every method: each message with itself, or with how many calls there were if it is empty. */
    private final class Everything extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
            MethodDescriptor<byte[], byte[]> method = method(name, MethodDescriptor.MethodType.BIDI_STREAMING);
            return ServerMethodDefinition.create(method, ServerCalls.asyncBidiStreamingCall(answers -> {
                arrived.incrementAndGet();
                return new Echo(name, answers);
            }));
        }
    }

    private record Echo(String method, StreamObserver<byte[]> answers) implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] value) {
            if (method.endsWith("Absent")) {
                answers.onError(Status.NOT_FOUND.asRuntimeException(new Metadata()));
            } else {
                answers.onNext(value);
            }
        }

        @Override
        public void onError(Throwable failure) {
            // the client went away
        }

        @Override
        public void onCompleted() {
            if (!method.endsWith("Absent")) {
                answers.onCompleted();
            }
        }
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
