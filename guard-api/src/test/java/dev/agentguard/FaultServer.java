package dev.agentguard;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A server on a real socket that answers well, or fails in one of the ways in which servers fail. */
final class FaultServer implements AutoCloseable {

    /** How it fails. */
    enum Fault {
        NONE,
        HANGS,
        HALF_A_HEAD,
        HALF_A_BODY,
        HALF_A_BODY_THEN_HANGS,
        TRICKLES,
        STATUS_500,
        STATUS_429,
        STATUS_403,
        REDIRECTS,
        OVERSIZED,
        MALFORMED,
        SOMETHING_ELSE,
        EMPTY,
        NOT_HTTP
    }

    /** A request: method and path, header fields and content as they were sent. */
    record Asked(String line, String head, String body) {}

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Function<Asked, String> answers;
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    volatile Fault fault = Fault.NONE;
    /** The fault begins with this request. */
    volatile int from;

    volatile String redirectTo = "";

    FaultServer(Function<Asked, String> answers) throws IOException {
        this.answers = answers;
        start(() -> {
            try {
                while (true) {
                    Socket socket = listening.accept();
                    sockets.add(socket);
                    start(() -> serve(socket));
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            Asked request = read(in);
            asked.add(request);
            answer(socket.getOutputStream(), request, asked.size() > from ? fault : Fault.NONE);
        } catch (IOException | InterruptedException e) {
            // the client has enough
        }
    }

    private static Asked read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0 || head.length() > 65_536) {
                throw new IOException("no request");
            }
            head.append((char) c);
        }
        int length = 0;
        for (String line : head.toString().split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        return new Asked(head.substring(0, head.indexOf("\r\n")), head.toString(), body);
    }

    private void answer(OutputStream out, Asked request, Fault how) throws IOException, InterruptedException {
        byte[] body = answers.apply(request).getBytes(StandardCharsets.UTF_8);
        switch (how) {
            case NONE -> write(out, head(200, body.length), body);
            case HANGS -> closed.await();
            case HALF_A_HEAD -> write(out, "HTTP/1.1 200 OK\r\nContent-Le", new byte[0]);
            case HALF_A_BODY -> write(out, head(200, body.length), half(body));
            case HALF_A_BODY_THEN_HANGS -> {
                write(out, head(200, body.length), half(body));
                closed.await();
            }
            case TRICKLES -> {
                write(out, head(200, 1 << 20), new byte[0]);
                while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                    write(out, " ", new byte[0]);
                }
            }
            case STATUS_500 -> write(out, head(500, body.length), body);
            case STATUS_429 -> write(out, head(429, body.length), body);
            case STATUS_403 -> write(out, head(403, body.length), body);
            case REDIRECTS ->
                write(
                        out,
                        "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + redirectTo
                                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                        new byte[0]);
            case OVERSIZED -> {
                write(out, head(200, 64 << 20), new byte[0]);
                byte[] chunk = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 1024; i++) {
                    out.write(chunk);
                }
            }
            case MALFORMED -> {
                byte[] text = "{\"kind\": <oops".getBytes(StandardCharsets.US_ASCII);
                write(out, head(200, text.length), text);
            }
            case SOMETHING_ELSE -> {
                byte[] text = "{\"data\": {}, \"kind\": \"Status\"}".getBytes(StandardCharsets.US_ASCII);
                write(out, head(200, text.length), text);
            }
            case EMPTY -> write(out, head(200, 0), new byte[0]);
            case NOT_HTTP -> write(out, "SSH-2.0-OpenSSH_9.2p1\r\n", new byte[0]);
        }
    }

    private static byte[] half(byte[] body) {
        return java.util.Arrays.copyOf(body, body.length / 2);
    }

    private static String head(int status, int length) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + length + "\r\nConnection: close\r\n\r\n";
    }

    private static void write(OutputStream out, String head, byte[] body) throws IOException {
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listening.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}
