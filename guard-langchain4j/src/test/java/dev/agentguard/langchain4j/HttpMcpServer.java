package dev.agentguard.langchain4j;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of the Model Context Protocol over streamable HTTP on the loopback address, whose tools can be changed. */
final class HttpMcpServer implements AutoCloseable {

    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final Pattern NAME = Pattern.compile("\"name\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern CURSOR = Pattern.compile("\"cursor\"\\s*:\\s*\"(\\d+)\"");

    /** What ran. */
    final List<String> called = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile List<String> tools = List.of();
    private volatile List<String> afterNextCall = List.of();
    private volatile int page = 1_000_000;
    private final AtomicInteger lists = new AtomicInteger(Integer.MAX_VALUE);
    private volatile String answer = "done";

    HttpMcpServer(String... tools) throws IOException {
        this.tools = List.of(tools);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/mcp", this::handle);
        server.start();
    }

    static String tool(String name, String description, String more) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description
                + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},"
                + "\"required\":[\"id\"]}" + more + "}";
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    void tools(String... changed) {
        tools = List.of(changed);
    }

    /** While it answers the next call it says that its tools changed. */
    void changesAtNextCall(String... changed) {
        afterNextCall = List.of(changed);
    }

    void pagesOf(int size) {
        page = size;
    }

    void stopListingAfter(int times) {
        lists.set(times);
    }

    void answers(String text) {
        answer = text;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher id = ID.matcher(body);
        if (!exchange.getRequestMethod().equals("POST") || !id.find()) {
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 405, -1);
            exchange.close();
            return;
        }
        if (body.contains("\"tools/list\"") && lists.getAndDecrement() <= 0) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        String response = "{\"jsonrpc\":\"2.0\",\"id\":" + id.group(1) + ",\"result\":" + result(body) + "}";
        boolean changes = body.contains("\"tools/call\"") && !afterNextCall.isEmpty();
        if (changes) {
            tools = afterNextCall;
            afterNextCall = List.of();
            response = "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\ndata: "
                    + response + "\n\n";
        }
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", changes ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String result(String body) {
        if (body.contains("\"initialize\"")) {
            return "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{\"listChanged\":true}},"
                    + "\"serverInfo\":{\"name\":\"trusted-by-everybody\",\"version\":\"1\"}}";
        }
        if (body.contains("\"tools/list\"")) {
            Matcher cursor = CURSOR.matcher(body);
            int from = cursor.find() ? Integer.parseInt(cursor.group(1)) : 0;
            List<String> all = new ArrayList<>(tools);
            int to = Math.min(all.size(), from + page);
            return "{\"tools\":[" + String.join(",", all.subList(from, to)) + "]"
                    + (to < all.size() ? ",\"nextCursor\":\"" + to + "\"" : "") + "}";
        }
        Matcher name = NAME.matcher(body);
        called.add(name.find() ? name.group(1) : "nothing");
        return "{\"content\":[{\"type\":\"text\",\"text\":\"" + answer + "\"}]}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
