package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** AsyncHttpClient over HTTP/2. It shares Netty's codec, so it runs in the matrix only. */
@EnabledIfSystemProperty(named = "guard.test.matrix", matches = "true")
class AsyncHttpClientHttp2Test extends HttpClientContract {

    @Override
    String client() {
        return "AsyncHttpClient";
    }

    @Override
    String library() {
        return "async-http-client";
    }

    @Override
    TestServer server() throws Exception {
        return new Http2Server();
    }

    @Override
    List<String> modes() {
        return List.of("h2-bytes", "h2-stream");
    }

    /** It fails one to another host by itself: the end of the first stream ends the request that goes on there. */
    @Override
    boolean followsRedirects(String mode) {
        return false;
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("h2-timeout", "TimeoutException");
    }
}
