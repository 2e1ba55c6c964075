package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Armeria's client over HTTP/2, with what it has of its own on Netty's encoder; in the matrix only. */
@EnabledIfSystemProperty(named = "guard.test.matrix", matches = "true")
class ArmeriaTest extends HttpClientContract {

    @Override
    String client() {
        return "Armeria";
    }

    @Override
    String library() {
        return "armeria";
    }

    @Override
    TestServer server() throws Exception {
        return new Http2Server();
    }

    @Override
    List<String> modes() {
        return List.of("h2-whole", "h2-pieces");
    }

    /** In one mode: what is redirected has no body, and so no pieces. */
    @Override
    boolean followsRedirects(String mode) {
        return mode.equals("h2-whole");
    }

    @Override
    List<String> refusedAs(String mode) {
        String refused = "dev.agentguard.bridge.RefusedException";
        // while nothing was written as far as it knows
        return mode.equals("h2-whole")
                ? List.of("com.linecorp.armeria.client.UnprocessedRequestException", refused)
                : List.of(refused);
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("h2-timeout", "ResponseTimeoutException");
    }
}
