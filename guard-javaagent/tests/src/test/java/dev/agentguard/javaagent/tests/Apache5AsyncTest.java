package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apache HttpClient 5, asynchronous, over HTTP/1.1 and HTTP/2. */
class Apache5AsyncTest extends HttpClientContract {

    private static final String REFUSED =
            "failure java.util.concurrent.ExecutionException dev.agentguard.bridge.RefusedException |";

    @Override
    String client() {
        return "Apache5Async";
    }

    @Override
    String library() {
        return "apache5";
    }

    @Override
    List<String> modes() {
        return List.of("full-bytes", "full-oneshot", "full-threaded", "minimal-bytes");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("java.util.concurrent.ExecutionException", "dev.agentguard.bridge.RefusedException");
    }

    @Override
    boolean followsRedirects(String mode) {
        return !mode.startsWith("minimal");
    }

    /** With or without the agent, the client never ends an exchange in which 307 answers a body that it cannot repeat. */
    @Override
    List<Integer> redirectsOfWrites(String mode) {
        return mode.equals("full-bytes") ? super.redirectsOfWrites(mode) : List.of(301, 302, 303);
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout-bytes", "java.net.SocketTimeoutException");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void http2_isJudged_andTheConnectionLivesOn(Platform platform) {
        byte[] read = bytes("{\"query\":\"query { me { id } }\"}");
        String url = other("/graphql/v2");
        int arrived = 0;
        for (String mode : List.of("h2-bytes", "h2-oneshot", "h2minimal-bytes")) {
            assertThat(send(enforcing(platform), mode, url, read))
                    .isEqualTo("answer 200 " + ++arrived + " " + Digests.sha256(read));
            assertThat(send(enforcing(platform), mode, url, bytes(deletion()))).startsWith(REFUSED);
        }
    }
}
