package dev.agentguard.scope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URLConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sends Guard's own requests with the JDK's {@link HttpURLConnection}: no redirects, no caches, no cookies of its own, an
 * answer of bounded length in bounded time. Safe for use by many threads.
 */
public final class JdkHttpTransport implements HttpTransport {

    private static final int BUFFER = 16 * 1024;

    /** Ends requests whose answer trickles in, which a read time-out alone does not. Its thread ends when idle. */
    private final ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "guard-http-watch");
        thread.setDaemon(true);
        thread.setContextClassLoader(JdkHttpTransport.class.getClassLoader());
        return thread;
    });

    /** Creates a transport. */
    public JdkHttpTransport() {
        watch.setKeepAliveTime(2, TimeUnit.SECONDS);
        watch.allowCoreThreadTimeOut(true);
        watch.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Response send(Request request) throws IOException {
        URLConnection opened = request.uri().toURL().openConnection();
        if (!(opened instanceof HttpURLConnection connection)) {
            throw new IOException("only http and https can be asked");
        }
        long deadline = System.nanoTime() + request.timeout().toNanos();
        int timeout = Math.toIntExact(Math.max(1, Math.min(request.timeout().toMillis(), Integer.MAX_VALUE)));
        connection.setConnectTimeout(timeout);
        connection.setReadTimeout(timeout);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAllowUserInteraction(false);
        if (request.trust() != null) {
            if (!(connection instanceof HttpsURLConnection encrypted)) {
                throw new IOException("only https has certificates");
            }
            encrypted.setSSLSocketFactory(request.trust());
        }
        connection.setRequestMethod(request.method());
        request.headers().forEach(connection::setRequestProperty);

        AtomicBoolean headRead = new AtomicBoolean();
        AtomicBoolean cut = new AtomicBoolean();
        ScheduledFuture<?> alarm = watch.schedule(
                () -> {
                    if (!headRead.get()) {
                        cut.set(true);
                        connection.disconnect();
                    }
                },
                timeout,
                TimeUnit.MILLISECONDS);
        boolean complete = false;
        try {
            Response response = exchange(connection, request, headRead, deadline);
            complete = true;
            return response;
        } catch (HttpRetryException e) {
            return new Response(e.responseCode(), new byte[0]);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // A connection that was cut under it fails in many ways.
            if (cut.get() || System.nanoTime() >= deadline) {
                throw outOfTime(request.timeout());
            }
            throw e;
        } finally {
            alarm.cancel(false);
            if (!complete) {
                connection.disconnect();
            }
        }
    }

    private static Response exchange(
            HttpURLConnection connection, Request request, AtomicBoolean headRead, long deadline) throws IOException {
        byte[] body = request.body();
        if (body.length > 0) {
            connection.setDoOutput(true);
            // Streamed content is never sent a second time, neither for a redirect nor for an authentication.
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        headRead.set(true);
        if (status < 0) {
            throw new IOException("the answer is not HTTP");
        }
        InputStream content = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (content == null) {
            return new Response(status, headers(connection), new byte[0]);
        }
        try (content) {
            return new Response(status, headers(connection), read(content, request, deadline));
        }
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new HashMap<>();
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null && !values.isEmpty()) {
                headers.put(name, values.get(0));
            }
        });
        return headers;
    }

    private static byte[] read(InputStream content, Request request, long deadline) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > request.maxResponseBytes()) {
                throw new ResponseTooLongException(request.maxResponseBytes());
            }
            if (System.nanoTime() >= deadline) {
                throw outOfTime(request.timeout());
            }
        }
        return bytes.toByteArray();
    }

    private static SocketTimeoutException outOfTime(Duration timeout) {
        return new SocketTimeoutException("no complete answer within " + timeout.toMillis() + " ms");
    }
}
