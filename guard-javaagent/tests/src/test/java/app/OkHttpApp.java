package app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.BufferedSink;

/** Sends with OkHttp. A mode is how the call is made and how the body is written. */
final class OkHttpApp implements HttpApp.Sender {

    private final AtomicInteger seen = new AtomicInteger();
    private final OkHttpClient client = new OkHttpClient();

    @Override
    public HttpApp.Answer send(String mode, String method, String url, byte[] body) throws Exception {
        String[] how = mode.split("-");
        Request.Builder builder = new Request.Builder().url(url).method(method, content(body, how[1]));
        if (how[1].equals("gzip") && body != null) {
            builder.header("Content-Encoding", "gzip");
        }
        Request request = builder.build();
        switch (how[0]) {
            case "async":
                return async(client.newCall(request));
            case "timeout":
                return answer(client.newBuilder()
                        .readTimeout(300, TimeUnit.MILLISECONDS)
                        .build()
                        .newCall(request)
                        .execute());
            case "intercepted": {
                HttpApp.Answer answer = answer(client.newBuilder()
                        .addInterceptor(chain -> {
                            seen.incrementAndGet();
                            return chain.proceed(chain.request());
                        })
                        .addNetworkInterceptor(chain -> {
                            seen.addAndGet(100);
                            return chain.proceed(chain.request());
                        })
                        .build()
                        .newCall(request)
                        .execute());
                return new HttpApp.Answer(seen.getAndSet(0), answer.text());
            }
            case "swapped":
                return answer(client.newBuilder()
                        .addNetworkInterceptor(chain -> chain.proceed(chain.request()
                                .newBuilder()
                                .method("POST", new Bytes(HttpApp.DELETION))
                                .header("Content-Length", String.valueOf(HttpApp.DELETION.length))
                                .build()))
                        .build()
                        .newCall(request)
                        .execute());
            case "websocket":
                return Sockets.open(client, request);
            default:
                return answer(client.newCall(request).execute());
        }
    }

    private static RequestBody content(byte[] body, String kind) throws IOException {
        if (body == null) {
            return null;
        }
        return kind.equals("oneshot") ? new Once(body) : kind.equals("gzip") ? new Zipped(body) : new Bytes(body);
    }

    private static HttpApp.Answer answer(Response response) throws IOException {
        try (Response closed = response) {
            return new HttpApp.Answer(closed.code(), closed.body().string());
        }
    }

    private static HttpApp.Answer async(Call call) throws Exception {
        CompletableFuture<HttpApp.Answer> answer = new CompletableFuture<>();
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException failure) {
                answer.completeExceptionally(failure);
            }

            @Override
            public void onResponse(Call done, Response response) throws IOException {
                answer.complete(answer(response));
            }
        });
        return get(answer);
    }

    private static HttpApp.Answer get(CompletableFuture<HttpApp.Answer> answer) throws Exception {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    /** A body of known length. */
    private static class Bytes extends RequestBody {
        final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public MediaType contentType() {
            return MediaType.parse("application/json");
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(bytes);
        }
    }

    /** A body that is read from a stream, and does not tell that it can be read once only. */
    private static final class Once extends Bytes {
        private final InputStream in;

        Once(byte[] bytes) {
            super(bytes);
            in = new ByteArrayInputStream(bytes);
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] buffer = new byte[1_000];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                sink.write(buffer, 0, count);
            }
        }
    }

    /** A compressed body. */
    private static final class Zipped extends Bytes {
        Zipped(byte[] bytes) throws IOException {
            super(zipped(bytes));
        }

        @Override
        public long contentLength() {
            return -1;
        }

        private static byte[] zipped(byte[] bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
                zip.write(bytes);
            }
            return out.toByteArray();
        }
    }

    /** Apart, because versions before 3.5 have no WebSocket. */
    private static final class Sockets {
        static HttpApp.Answer open(OkHttpClient client, Request request) throws Exception {
            CompletableFuture<HttpApp.Answer> answer = new CompletableFuture<>();
            client.newWebSocket(request, new WebSocketListener() {
                @Override
                public void onFailure(WebSocket socket, Throwable failure, Response response) {
                    answer.completeExceptionally(failure);
                }

                @Override
                public void onOpen(WebSocket socket, Response response) {
                    answer.complete(new HttpApp.Answer(response.code(), "open"));
                }
            });
            return get(answer);
        }
    }
}
