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
        return "jdk";
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
    @MethodSource("everyJdk")
    void sendAsync_returnsTheClientsOwnFuture(Jdks.Jdk jdk) {
        String request = "type-bytes GET " + other("/a") + " -";
        assertThat(enforcing(jdk).ask(request)).isEqualTo(unguarded(jdk).ask(request));
    }

    @ParameterizedTest
    @MethodSource("everyJdk")
    void cancel_stillCancels(Jdks.Jdk jdk) {
        String request = "cancel-bytes GET " + other("/silent") + " -";
        for (int round = 0; round < 20; round++) {
            assertThat(enforcing(jdk).ask(request)).isEqualTo("answer 0 cancelled");
        }
    }
}
