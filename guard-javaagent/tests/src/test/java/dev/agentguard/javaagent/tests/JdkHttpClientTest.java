package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java.net.http.HttpClient}, sync and async, with every kind of publisher. */
class JdkHttpClientTest extends HttpClientContract {

    @Override
    String client() {
        return "JdkClient";
    }

    @Override
    List<String> modes() {
        return List.of(
                "sync-bytes",
                "sync-stream",
                "sync-oneshot",
                "sync-flow",
                "async-bytes",
                "async-oneshot",
                "async-sized");
    }

    @Override
    List<String> refusedAs(String mode) {
        String refused = "dev.agentguard.bridge.RefusedException";
        return mode.startsWith("sync") ? List.of(refused) : List.of("java.util.concurrent.ExecutionException", refused);
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout-bytes", "java.net.http.HttpTimeoutException");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void sendAsync_returnsTheClientsOwnFuture(Platform platform) {
        String request = "type-bytes GET " + other("/a") + " -";
        assertThat(enforcing(platform).ask(request))
                .isEqualTo(unguarded(platform).ask(request));
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void cancel_stillCancels(Platform platform) {
        String request = "cancel-bytes GET " + other("/silent") + " -";
        for (int round = 0; round < 20; round++) {
            assertThat(enforcing(platform).ask(request)).isEqualTo("answer 0 cancelled");
        }
    }
}
