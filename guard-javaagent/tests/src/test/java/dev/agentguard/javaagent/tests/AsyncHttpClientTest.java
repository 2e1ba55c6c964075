package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** AsyncHttpClient, on top of Netty. It shares Netty's codec, so it runs in the matrix only. */
@EnabledIfSystemProperty(named = "guard.test.matrix", matches = "true")
class AsyncHttpClientTest extends HttpClientContract {

    @Override
    String client() {
        return "AsyncHttpClient";
    }

    @Override
    String library() {
        return "async-http-client";
    }

    @Override
    List<String> modes() {
        return List.of("memory", "stream");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout", "TimeoutException");
    }
}
