package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The HTTP client of Vert.x, which Quarkus uses too. It shares Netty's codec, so it runs in the matrix only. */
@EnabledIfSystemProperty(named = "guard.test.matrix", matches = "true")
class VertxTest extends HttpClientContract {

    @Override
    String client() {
        return "Vertx";
    }

    @Override
    String library() {
        return "vertx";
    }

    @Override
    List<String> modes() {
        return List.of("whole", "pieces");
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
