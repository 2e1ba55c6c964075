package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code HttpURLConnection}, buffered and in its streaming modes. */
class HttpUrlConnectionTest extends HttpClientContract {

    @Override
    String client() {
        return "UrlConnection";
    }

    @Override
    List<String> modes() {
        return List.of("buffered", "fixed", "fixedlong", "chunked");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout", "java.net.SocketTimeoutException");
    }

    /** A body over the limit is refused while it is written; Jersey then asks for the response all the same. */
    @ParameterizedTest
    @MethodSource("everyPlatform")
    void responseAskedForAfterARefusal_sendsNothing(Platform platform) {
        long before = serverBytes();
        byte[] body = new byte[2 << 20];
        assertThat(send(enforcing(platform), "chunked-again", railway("/graphql/v2"), body))
                .startsWith("failure dev.agentguard.bridge.RefusedException");
        assertThat(serverBytes()).isEqualTo(before);
    }
}
