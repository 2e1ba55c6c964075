package dev.agentguard.javaagent.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty itself over HTTP/2, at the two points that the clients built on it share. */
class NettyHttp2Test extends HttpClientContract {

    @Override
    String client() {
        return "NettyHttp2";
    }

    @Override
    String library() {
        return "netty";
    }

    @Override
    TestServer server() throws Exception {
        return new Http2Server();
    }

    /** With {@code stream} each request has a channel of its own; with {@code encoder} it has a number only. */
    @Override
    List<String> modes() {
        return Boolean.getBoolean("guard.test.matrix")
                ? List.of("stream", "stream-parts", "encoder", "encoder-parts")
                : List.of("stream-parts", "encoder");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout", "java.util.concurrent.TimeoutException");
    }

    @ParameterizedTest
    @MethodSource("everyPlatform")
    void refusals_leaveTheConnectionToTheOthers(Platform platform) throws Exception {
        byte[] read = bytes("{\"query\":\"query { me { id } }\"}");
        try (Http2Server own = new Http2Server()) {
            String url = "http://localhost:" + own.port() + "/graphql/v2";
            for (String mode : List.of("stream-parts", "encoder", "encoder-parts")) {
                String other = mode.replace("-parts", "");
                assertThat(send(enforcing(platform), mode, url, read)).isEqualTo(arrived(read));
                assertThat(send(enforcing(platform), mode, url, bytes(deletion())))
                        .startsWith("failure dev.agentguard.bridge.RefusedException |");
                assertThat(send(enforcing(platform), mode, url, read)).isEqualTo(arrived(read));
                assertThat(send(enforcing(platform), other + "-interleaved", url, bytes(deletion())))
                        .startsWith("failure dev.agentguard.bridge.RefusedException |");
                assertThat(send(enforcing(platform), other + "-interleaved", url, read))
                        .isEqualTo(arrived(read));
                assertThat(send(enforcing(platform), other + "-abandoned", url, read))
                        .isEqualTo(arrived(read));
            }
            assertThat(own.connections())
                    .as("one of streams with channels, two of streams without")
                    .isEqualTo(3);
        }
    }
}
