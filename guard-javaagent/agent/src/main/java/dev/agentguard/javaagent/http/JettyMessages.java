package dev.agentguard.javaagent.http;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the exchanges of Jetty's client, of which 9.4 calls a content otherwise than later versions. */
final class JettyMessages {

    private JettyMessages() {}

    static Object request(Object exchange) throws Exception {
        return Members.get(exchange, "getRequest");
    }

    static String method(Object request) throws Exception {
        return Members.text(request, "getMethod");
    }

    /** Returns the content of a request, or null. */
    static @Nullable Object content(Object request) throws Exception {
        return Members.call(request, hasBody(request) ? "getBody" : "getContent");
    }

    static void replaceContent(Object request, Object content) throws Exception {
        Members.call(request, hasBody(request) ? "body" : "content", content);
    }

    /** Whether this is Jetty 10 or later. */
    static boolean hasBody(Object request) {
        return Members.has(request, "getBody");
    }

    /** Returns the client's side of the host that an exchange goes to. */
    static Object destination(Object exchange) throws Exception {
        Object destination = Members.has(exchange, "getHttpDestination")
                ? Members.get(exchange, "getHttpDestination")
                : Members.field(exchange, "destination");
        return Objects.requireNonNull(destination);
    }

    /**
     * Returns where a request goes: by its {@code Host} field, by itself, by what its target says and by the host that
     * was connected to. The server alone knows which of them it goes by, where they differ.
     */
    static Set<String> urls(Object exchange, Object request, Map<String, List<String>> headers) throws Exception {
        Object destination = destination(exchange);
        Object origin = Members.get(destination, "getOrigin");
        Object reached = Members.get(origin, "getAddress");
        boolean secure = isSecure(Members.text(origin, "getScheme"));
        int port = (Integer) Members.get(reached, "getPort");
        InetSocketAddress connected =
                InetSocketAddress.createUnresolved(Members.text(reached, "getHost"), Math.max(0, port));
        String target = target(request);
        boolean whole = !target.startsWith("/") && target.contains("://");
        Set<String> urls = new LinkedHashSet<>();
        if (whole) {
            urls.add(target);
            if (Members.call(destination, "getProxy") != null) {
                return urls;
            }
        }
        String path = whole ? path(target) : target;
        List<String> authorities = new ArrayList<>(values(headers, "Host"));
        authorities.add(authority(request, secure));
        for (String authority : authorities) {
            urls.addAll(new NettyAddress(secure ? "https" : "http", authority, path).urls(secure, connected));
        }
        return urls;
    }

    /** As it is written to the connection. */
    private static String target(Object request) throws Exception {
        String query = Members.text(request, "getQuery");
        return Members.text(request, "getPath") + (query.isEmpty() ? "" : "?" + query);
    }

    private static String path(String target) {
        int start = target.indexOf("://") + "://".length();
        while (start < target.length() && "/?#".indexOf(target.charAt(start)) < 0) {
            start++;
        }
        return target.substring(start);
    }

    private static String authority(Object request, boolean secure) throws Exception {
        String host = Members.text(request, "getHost");
        String named = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        int port = (Integer) Members.get(request, "getPort");
        return port == (secure ? 443 : 80) ? named : named + ":" + port;
    }

    private static boolean isSecure(String scheme) {
        String name = scheme.toLowerCase(Locale.ROOT);
        return name.equals("https") || name.equals("wss");
    }

    static Map<String, List<String>> headers(Object message) throws Exception {
        Map<String, List<String>> fields = new HashMap<>();
        for (Object field : (Iterable<?>) Members.get(message, "getHeaders")) {
            fields.computeIfAbsent(Members.text(field, "getName"), unused -> new ArrayList<>())
                    .add(Members.text(field, "getValue"));
        }
        return fields;
    }

    /** Returns the values of a header field, whatever the case of its name. */
    static List<String> values(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(field -> field.getKey().equalsIgnoreCase(name))
                .flatMap(field -> field.getValue().stream())
                .toList();
    }

    static int status(Object response) throws Exception {
        return (Integer) Members.get(response, "getStatus");
    }
}
