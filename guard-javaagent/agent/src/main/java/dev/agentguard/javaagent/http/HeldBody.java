package dev.agentguard.javaagent.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request whose length was not declared: collected in the connection's own buffer up to the limit, and
 * once it grows over that, judged as not inspected and streamed as the application wanted. Like any stream of a
 * connection, not safe for use by several threads.
 */
final class HeldBody extends OutputStream {

    private final HttpURLConnection connection;
    private final ByteArrayOutputStream held;
    private final Runnable resume;
    private @Nullable OutputStream streamed;

    HeldBody(HttpURLConnection connection, ByteArrayOutputStream held, Runnable resume) {
        this.connection = connection;
        this.held = held;
        this.resume = resume;
    }

    @Override
    public void write(int value) throws IOException {
        target(1).write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        target(length).write(bytes, offset, length);
    }

    private OutputStream target(int more) throws IOException {
        if (streamed != null) {
            return streamed;
        }
        if ((long) held.size() + more <= BodyLimit.BYTES) {
            return held;
        }
        // Judged on this way, by the advice in the method that writes the head.
        resume.run();
        OutputStream next = connection.getOutputStream();
        held.writeTo(next);
        streamed = next;
        return next;
    }

    @Override
    public void flush() throws IOException {
        if (streamed != null) {
            streamed.flush();
        }
    }

    @Override
    public void close() throws IOException {
        (streamed != null ? streamed : held).close();
    }
}
