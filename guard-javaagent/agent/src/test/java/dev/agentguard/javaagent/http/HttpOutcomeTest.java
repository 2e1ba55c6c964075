package dev.agentguard.javaagent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How requests end that the JDK's two clients send to a real server. */
class HttpOutcomeTest {

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/status/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            int status = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            if (status == 0) {
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** The status, 0 for a connection that is closed without an answer, -1 for a port where nobody listens. */
    private URI address(int status) {
        int port = server.getAddress().getPort();
        if (status < 0) {
            server.stop(0);
        }
        return URI.create("http://127.0.0.1:" + port + "/status/" + status);
    }

    @ParameterizedTest
    @CsvSource({
        "200, SUCCEEDED",
        "302, SUCCEEDED",
        "402, FAILED",
        "404, FAILED",
        "500, UNKNOWN",
        "503, UNKNOWN",
        "0, UNKNOWN",
        "-1, FAILED"
    })
    void httpClient(int status, String expected) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address(status))
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        String outcome;
        try {
            outcome = HttpOutcome.of(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()), null);
        } catch (IOException e) {
            outcome = HttpOutcome.of(null, e);
        }
        assertThat(outcome).isEqualTo(expected);
    }

    @Test
    void answerThatCouldNotBeKeptSaysNothingOfTheRequest() {
        HttpRequest request = HttpRequest.newBuilder(address(200)).build();
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, info -> {
                    throw new UncheckedIOException(new FileNotFoundException("no such directory"));
                }))
                .satisfies(failure -> assertThat(HttpOutcome.of(null, failure)).isEqualTo("UNKNOWN"));
    }

    @ParameterizedTest
    @CsvSource({"402, FAILED", "404, FAILED", "410, FAILED", "500, UNKNOWN", "0, UNKNOWN", "-1, FAILED"})
    void urlConnection(int status, String expected) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) address(status).toURL().openConnection();
        connection.setRequestMethod("DELETE");
        String outcome = "none";
        try {
            connection.getInputStream().close();
        } catch (IOException e) {
            outcome = HttpOutcome.ofUrlConnection(e);
        }
        assertThat(outcome).isEqualTo(expected);
    }
}
