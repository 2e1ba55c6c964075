package dev.agentguard.javaagent.tests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** A server on the bare socket, which keeps the connection at {@code /keep}. */
final class CountingServer implements TestServer {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "counting-server");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong issued = new AtomicLong(1_000);
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private volatile String redirect = "/";

    CountingServer() throws IOException {
        socket = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    @Override
    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    @Override
    public boolean saw(String path) {
        return paths.contains(path);
    }

    @Override
    public void redirectTo(String url) {
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
            boolean more = true;
            while (more) {
                more = answer(connection);
            }
        } catch (IOException e) {
            // the client went away
        }
    }

    /** Answers one request; returns whether the connection is kept. */
    private boolean answer(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        String head = head(in);
        if (head.isEmpty()) {
            return false;
        }
        String path = head.split(" ", 3)[1].replaceFirst("^http://[^/]*", "");
        paths.add(path);
        byte[] body = body(in, head);
        if (path.startsWith("/silent")) {
            connection.setSoTimeout(20_000);
            in.read();
            return false;
        }
        boolean kept = path.startsWith("/keep");
        String answer = kept ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 200 OK\r\nConnection: close\r\n";
        String content = Digests.sha256(body);
        if (path.startsWith("/oauth/token")) {
            answer += "Content-Type: application/json\r\n";
            content = "{\"access_token\":\"" + TOKEN + issued.incrementAndGet()
                    + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
        } else if (path.startsWith("/redirect")) {
            String status = path.matches("/redirect/3\\d\\d") ? path.substring("/redirect/".length()) : "302";
            answer = "HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + redirect + "\r\nConnection: close\r\n";
            content = "";
        }
        OutputStream out = connection.getOutputStream();
        out.write((answer + "Content-Length: " + content.length() + "\r\n\r\n" + content)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return kept;
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
        boolean zipped = lower.contains("content-encoding: gzip");
        return zipped
                ? new GZIPInputStream(new ByteArrayInputStream(body.toByteArray())).readAllBytes()
                : body.toByteArray();
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
