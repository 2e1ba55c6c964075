package app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An agent behind the A2A protocol, version 0.3, over JSON-RPC on the loopback address: <a
 * href="https://a2a-protocol.org/v0.3.0/specification/">its card and {@code message/send}</a>.
 */
final class A2aServer {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\"[^\"]*\"|\\d+)");

    private final HttpServer server;
    private volatile String name = "";
    private volatile String description = "";
    private final List<String> ran;

    A2aServer(List<String> ran) throws IOException {
        this.ran = ran;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Sets what its card says from now on. */
    void card(String agent, String says) {
        name = agent;
        description = says;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String answer = exchange.getRequestMethod().equals("GET") ? card() : sent(body);
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String sent(String body) {
        ran.add("remote " + name);
        Matcher id = ID.matcher(body);
        return "{\"jsonrpc\":\"2.0\",\"id\":" + (id.find() ? id.group(1) : "null")
                + ",\"result\":{\"kind\":\"message\",\"role\":\"agent\",\"messageId\":\"m1\","
                + "\"parts\":[{\"kind\":\"text\",\"text\":\"did it\"}]}}";
    }

    private String card() {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description + "\",\"url\":\"" + url()
                + "\",\"version\":\"1\",\"protocolVersion\":\"0.3.0\",\"preferredTransport\":\"JSONRPC\","
                + "\"capabilities\":{\"streaming\":false},\"defaultInputModes\":[\"text\"],"
                + "\"defaultOutputModes\":[\"text\"],\"skills\":[]}";
    }
}
