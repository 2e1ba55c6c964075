package dev.agentguard.javaagent.tests;

import java.util.List;
import java.util.Map;

/** Netty itself, at the codec that the clients built on it share. */
class NettyTest extends HttpClientContract {

    @Override
    String client() {
        return "Netty";
    }

    @Override
    String library() {
        return "netty";
    }

    @Override
    List<String> modes() {
        return List.of("full", "parts", "burst");
    }

    @Override
    List<String> refusedAs(String mode) {
        return List.of("dev.agentguard.bridge.RefusedException");
    }

    @Override
    Map.Entry<String, String> timeout() {
        return Map.entry("timeout", "java.util.concurrent.TimeoutException");
    }
}
