package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Reactor Netty and {@code WebClient} over HTTP/2. They share Netty's codec, so this runs in the matrix only. */
@EnabledIfSystemProperty(named = "guard.test.matrix", matches = "true")
class ReactorNettyHttp2Test extends HttpClientContract {

    @Override
    String client() {
        return "Reactor";
    }

    @Override
    String library() {
        return "reactor";
    }

    @Override
    TestServer server() throws Exception {
        return new Http2Server();
    }

    @Override
    List<String> modes() {
        return List.of("h2-mono", "h2-flux", "h2-web", "h2-web-flux");
    }

    @Override
    List<String> refusedAs(String mode) {
        String refused = "dev.agentguard.bridge.RefusedException";
        return mode.startsWith("h2-web")
                ? List.of("org.springframework.web.reactive.function.client.WebClientRequestException", refused)
                : List.of("reactor.core.Exceptions$ReactiveException", refused);
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("h2-timeout", "ReadTimeoutException");
    }
}
