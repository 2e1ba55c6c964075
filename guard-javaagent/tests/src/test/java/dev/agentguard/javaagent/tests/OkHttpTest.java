package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OkHttp, {@code execute} and {@code enqueue}. */
class OkHttpTest extends HttpClientContract {

    @Override
    String client() {
        return "OkHttp";
    }

    @Override
    String library() {
        return "okhttp";
    }

    @Override
    List<String> modes() {
        return List.of("sync-bytes", "sync-oneshot", "async-bytes", "async-gzip");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout-bytes", "java.net.SocketTimeoutException");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void interceptorsOfTheApplication_seeTheRequestOnce(Platform platform) {
        assertThat(enforcing(platform).ask("intercepted-bytes GET " + other("/a") + " -"))
                .startsWith("answer 101 ");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void bodyThatANetworkInterceptorPutsIn_isJudged(Platform platform) {
        long before = serverBytes();
        assertThat(send(enforcing(platform), "swapped-bytes", railway("/graphql/v2"), bytes("{}")))
                .startsWith("failure dev.agentguard.bridge.RefusedException |")
                .contains("railway:volumeDelete");
        assertThat(serverBytes()).isEqualTo(before);
    }

    final Stream<Platform> everyPlatformWithWebSocket() {
        return everyPlatform().filter(platform -> !platform.version().startsWith("3.4."));
    }

    @ParameterizedTest
    @MethodSource("everyPlatformWithWebSocket")
    void webSocketHandshake_isJudged(Platform platform) {
        String deletion = railway("/graphql/v2?query=mutation%7BvolumeDelete(volumeId:%22v1%22)%7D");
        long before = serverBytes();
        assertThat(enforcing(platform).ask("websocket-bytes GET " + deletion + " -"))
                .startsWith("failure dev.agentguard.bridge.RefusedException |");
        assertThat(serverBytes()).isEqualTo(before);
        assertThat(enforcing(platform).ask("websocket-bytes GET " + other("/a") + " -"))
                .contains("ProtocolException");
    }
}
