package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apache HttpAsyncClient 4.1. */
class Apache4AsyncTest extends HttpClientContract {

    @Override
    String client() {
        return "Apache4Async";
    }

    @Override
    String library() {
        return "apache4-async";
    }

    @Override
    List<String> modes() {
        return List.of("full-bytes", "full-oneshot", "full-gzip", "minimal-bytes");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("java.util.concurrent.ExecutionException", "dev.agentguard.bridge.RefusedException");
    }

    @Override
    boolean followsRedirects(String mode) {
        return !mode.startsWith("minimal");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout-bytes", "java.net.SocketTimeoutException");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void pipelinedRequests_areJudged(Platform platform) {
        long before = serverBytes();
        assertThat(send(enforcing(platform), "pipelined-bytes", railway("/graphql/v2"), bytes(deletion())))
                .startsWith("failure")
                .contains("railway:volumeDelete");
        assertThat(serverBytes()).isEqualTo(before);
        assertThat(send(enforcing(platform), "pipelined-bytes", other("/notes"), bytes("{}")))
                .isEqualTo(arrived(bytes("{}")));
    }
}
