package dev.agentguard.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request: from this page only, and of what it asks only what a signed-in human may see. */
final class ConsoleHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final int LONGEST = 64 << 10;
    private static final String BEARER = "Bearer ";
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build());

    private final String origin;
    private final SignIn signIn;
    private final Map<String, View> open;
    private final Map<String, View> views;

    /**
     * Makes the handler.
     *
     * @param open what is answered to everybody on the page
     * @param views what is answered to who is signed in
     */
    ConsoleHandler(String origin, SignIn signIn, Map<String, View> open, Map<String, View> views) {
        this.origin = origin;
        this.signIn = signIn;
        this.open = open;
        this.views = views;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", """
                    default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                    require-trusted-types-for 'script'; trusted-types 'none'""");
            headers.set("X-Frame-Options", "DENY");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            try {
                respond(exchange);
            } catch (RefusedException e) {
                send(exchange, e.status(), Map.of("error", e.text()));
            } catch (IOException | RuntimeException e) {
                LOG.warn(
                        "the console cannot answer `{}`: {}",
                        exchange.getRequestURI().getPath(),
                        e.toString());
                send(exchange, 500, Map.of("error", "this cannot be read now; the console's log says why"));
            }
        }
    }

    private void respond(HttpExchange exchange) throws RefusedException, IOException {
        if (!List.of(origin.substring(origin.indexOf("//") + 2))
                .equals(exchange.getRequestHeaders().getOrDefault("Host", List.of()))) {
            // another name may lead here too (DNS rebinding); passkeys know one only
            throw new RefusedException(421, "open " + origin);
        }
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET")) {
            PageFile file = PageFile.at(path);
            if (file == null) {
                throw new RefusedException(404, "nothing is here");
            }
            exchange.getResponseHeaders().set("Content-Type", file.type());
            write(exchange, 200, file.bytes());
            return;
        }
        send(exchange, 200, answer(exchange, path));
    }

    private Object answer(HttpExchange exchange, String path) throws RefusedException, IOException {
        Headers headers = exchange.getRequestHeaders();
        if (!exchange.getRequestMethod().equals("POST")
                || !origin.equals(headers.getFirst("Origin"))
                || !"application/json".equals(headers.getFirst("Content-Type"))) {
            throw new RefusedException(403, "only the console's own page may ask this");
        }
        View view = open.get(path);
        if (view != null) {
            return view.answer(body(exchange), new Visitor(null));
        }
        View closed = views.get(path);
        if (closed == null) {
            throw new RefusedException(404, "nothing is here");
        }
        return closed.answer(body(exchange), signIn.visitor(token(headers)));
    }

    static String token(Headers headers) throws RefusedException {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new RefusedException(401, "sign in first");
        }
        return authorization.substring(BEARER.length());
    }

    private static JsonNode body(HttpExchange exchange) throws RefusedException, IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new RefusedException(413, "this is longer than " + LONGEST + " bytes");
        }
        try {
            JsonNode json = JSON.readTree(bytes);
            if (json.isObject()) {
                return json;
            }
        } catch (IOException e) {
            // no JSON, then
        }
        throw new RefusedException(400, "a JSON object is expected");
    }

    private static void send(HttpExchange exchange, int status, @Nullable Object answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        write(exchange, status, JSON.writeValueAsBytes(answer));
    }

    private static void write(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
