package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The HTTP client of Vert.x over HTTP/2, which uses the encoder of Netty's codec; so this runs in the matrix only. */
@EnabledIfSystemProperty(named = "guard.test.matrix", matches = "true")
class VertxHttp2Test extends HttpClientContract {

    @Override
    String client() {
        return "Vertx";
    }

    @Override
    String library() {
        return "vertx";
    }

    @Override
    TestServer server() throws Exception {
        return new Http2Server();
    }

    @Override
    List<String> modes() {
        return List.of("h2-whole", "h2-pieces");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of(
                "io.netty.handler.codec.http2.Http2Exception$StreamException",
                "dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("h2-timeout", "TimeoutException");
    }
}
