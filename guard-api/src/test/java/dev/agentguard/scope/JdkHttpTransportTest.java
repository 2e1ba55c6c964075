package dev.agentguard.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.scope.HttpTransport.Request;
import dev.agentguard.scope.HttpTransport.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpTransportTest {

    private static final String SECRET = "token-0123456789";

    /** Writes an answer to a socket, byte by byte as it likes. */
    @FunctionalInterface
    private interface Script {
        void play(Socket socket) throws IOException, InterruptedException;
    }

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpTransport transport = new JdkHttpTransport();
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        testIsOver.countDown();
        server.close();
    }

    private void serve(Script script) {
        Thread thread = new Thread(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    received.add(head(socket.getInputStream()));
                    script.play(socket);
                } catch (IOException | InterruptedException e) {
                    // the client went away
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            bytes.write(b);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    private static Script answer(String text) {
        return socket -> {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        };
    }

    private Request request(Duration timeout) {
        return new Request(
                "POST",
                URI.create("http://127.0.0.1:" + server.getLocalPort() + "/graphql"),
                Map.of("Authorization", "Bearer " + SECRET),
                "{}".getBytes(StandardCharsets.US_ASCII),
                timeout,
                1_000);
    }

    private Response send() throws IOException {
        return transport.send(request(Duration.ofSeconds(5)));
    }

    @Test
    void send_answer_isReadWhole() throws IOException {
        serve(answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"));
        Response response = send();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).asString(StandardCharsets.US_ASCII).isEqualTo("hello");
        assertThat(received.get(0))
                .startsWith("POST /graphql HTTP/1.1\r\n")
                .contains("Authorization: Bearer " + SECRET);
    }

    @Test
    void send_error_isReadWithItsStatus() throws IOException {
        serve(answer("HTTP/1.1 500 No\r\nContent-Length: 4\r\nConnection: close\r\n\r\noops"));
        Response response = send();
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).asString(StandardCharsets.US_ASCII).isEqualTo("oops");
    }

    @Test
    void send_redirect_isNotFollowed() throws IOException {
        serve(answer("HTTP/1.1 307 Go\r\nLocation: http://127.0.0.1:" + server.getLocalPort()
                + "/other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        assertThat(send().status()).isEqualTo(307);
        assertThat(received).hasSize(1);
    }

    @Test
    void send_authenticationDemanded_isNotSentAgain() throws IOException {
        serve(
                answer(
                        "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        assertThat(send().status()).isEqualTo(401);
        assertThat(received).hasSize(1);
    }

    @Test
    void send_answerTooLong_isNotRead() {
        serve(answer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(5_000)));
        assertThatThrownBy(this::send)
                .isInstanceOf(ResponseTooLongException.class)
                .hasMessage("the answer is longer than 1000 bytes");
    }

    @Test
    void send_noAnswer_timesOut() {
        serve(socket -> testIsOver.await(20, TimeUnit.SECONDS));
        assertTimesOut();
    }

    @Test
    void send_headThatTrickles_timesOut() {
        serve(socket -> {
            answer("HTTP/1.1 200 OK\r\n").play(socket);
            while (!testIsOver.await(20, TimeUnit.MILLISECONDS)) {
                answer("X-Drop: 1\r\n").play(socket);
            }
        });
        assertTimesOut();
    }

    @Test
    void send_contentThatTrickles_timesOut() {
        serve(socket -> {
            answer("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n").play(socket);
            while (!testIsOver.await(20, TimeUnit.MILLISECONDS)) {
                answer("x").play(socket);
            }
        });
        assertTimesOut();
    }

    private void assertTimesOut() {
        long start = System.nanoTime();
        assertThatThrownBy(() -> transport.send(request(Duration.ofMillis(400))))
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void send_garbageOrNothing_failsWithoutTheSecret() {
        serve(answer("\u0000\u0001 hello"));
        assertThatThrownBy(this::send).isInstanceOf(IOException.class).hasMessageNotContaining(SECRET);
    }

    @Test
    void send_otherProtocols_areRefused() {
        Request request =
                new Request("GET", URI.create("file:///etc/passwd"), Map.of(), new byte[0], Duration.ofSeconds(1), 10);
        assertThatThrownBy(() -> transport.send(request)).isInstanceOf(IOException.class);
    }

    @Test
    void toString_showsNoSecret() {
        assertThat(request(Duration.ofSeconds(1)).toString()).doesNotContain(SECRET);
        assertThat(new Response(200, SECRET.getBytes(StandardCharsets.US_ASCII)).toString())
                .isEqualTo("Response[200, 16 bytes]");
        assertThat(Secret.of(SECRET)).hasToString("(secret)");
    }
}
