package dev.agentguard.javaagent.tests;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server on the bare socket that counts every byte that reaches it. It answers with the digest of the body, redirects
 * from {@code /redirect}, issues a token at {@code /oauth/token}, and does not answer at all at {@code /silent}.
 */
final class CountingServer implements AutoCloseable {

    static final String TOKEN = "q7Zp2mLx9Rt4Vb8Nc1Hd6Ks3Wf5Yg0Ju";

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "counting-server");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong bytes = new AtomicLong();
    private volatile String redirect = "/";

    CountingServer() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    long bytes() {
        return bytes.get();
    }

    void redirectTo(String url) {
        redirect = url;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String path = head.split(" ", 3)[1];
            byte[] body = body(in, head);
            if (path.startsWith("/silent")) {
                connection.setSoTimeout(20_000);
                in.read();
                return;
            }
            OutputStream out = connection.getOutputStream();
            String token = "{\"access_token\":\"" + TOKEN + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
            String answer = path.startsWith("/oauth/token")
                    ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + token.length()
                            + "\r\nConnection: close\r\n\r\n" + token
                    : path.startsWith("/redirect")
                            ? "HTTP/1.1 302 Found\r\nLocation: " + redirect + "\r\nContent-Length: 0\r\n"
                                    + "Connection: close\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nContent-Length: 64\r\nConnection: close\r\n\r\n"
                                    + Digests.sha256(body);
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            // the client went away
        }
    }

    private String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < 4) {
            int next = read(in);
            if (next < 0) {
                return "";
            }
            head.write(next);
            matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private byte[] body(InputStream in, String head) throws IOException {
        String lower = head.toLowerCase(java.util.Locale.ROOT);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (lower.contains("transfer-encoding: chunked")) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                copy(in, body, size);
                line(in);
            }
            line(in);
        } else if (lower.contains("content-length: ")) {
            int start = lower.indexOf("content-length: ") + "content-length: ".length();
            copy(in, body, Long.parseLong(lower.substring(start, lower.indexOf('\r', start))));
        }
        return body.toByteArray();
    }

    private int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = read(in); next >= 0 && next != '\n'; next = read(in)) {
            line.append((char) next);
        }
        return line.toString();
    }

    private void copy(InputStream in, ByteArrayOutputStream to, long size) throws IOException {
        byte[] buffer = new byte[8_192];
        for (long left = size; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the body ends early");
            }
            bytes.addAndGet(read);
            to.write(buffer, 0, read);
            left -= read;
        }
    }

    private int read(InputStream in) throws IOException {
        int next = in.read();
        if (next >= 0) {
            bytes.incrementAndGet();
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
