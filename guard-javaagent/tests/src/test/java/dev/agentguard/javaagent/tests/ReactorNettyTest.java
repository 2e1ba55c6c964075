package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;

/** Reactor Netty, and Spring's {@code WebClient} on top of it. */
class ReactorNettyTest extends HttpClientContract {

    @Override
    String client() {
        return "Reactor";
    }

    @Override
    String library() {
        return "reactor";
    }

    @Override
    List<String> modes() {
        return List.of("mono", "flux", "web", "web-flux");
    }

    @Override
    List<String> refusedAs(String mode) {
        String refused = "dev.agentguard.bridge.RefusedException";
        return mode.startsWith("web")
                ? List.of("org.springframework.web.reactive.function.client.WebClientRequestException", refused)
                : List.of("reactor.core.Exceptions$ReactiveException", refused);
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout", "ReadTimeoutException");
    }
}
