package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apache HttpClient 4, classic. */
class Apache4Test extends HttpClientContract {

    @Override
    String client() {
        return "Apache4";
    }

    @Override
    String library() {
        return "apache4";
    }

    @Override
    List<String> modes() {
        return List.of("full-bytes", "full-oneshot", "full-written", "full-gzip", "minimal-sized");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
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
    void interceptorsOfTheApplication_stayInPlace(Platform platform) {
        assertThat(send(enforcing(platform), "intercepted-bytes", other("/a"), bytes("{}")))
                .startsWith("answer 299 ");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void hostThatTheConnectionLeadsTo_isJudgedToo(Platform platform) {
        String url = other("/notes");
        byte[] body = bytes("{\"note\":3}");
        assertThat(send(enforcing(platform), "full-bytes", url, body)).startsWith("answer 200");
        long before = serverBytes();
        assertThat(send(enforcing(platform), "elsewhere-bytes", url, body))
                .startsWith("failure dev.agentguard.bridge.RefusedException |");
        assertThat(serverBytes()).isEqualTo(before);
    }
}
