package dev.agentguard.javaagent.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the messages of Apache HttpComponents, of which 4 and 5 name things differently. */
enum ApacheMessages {
    FOUR("org.apache.http.HttpEntity", "getAllHeaders") {
        @Override
        String method(Object request) throws Exception {
            return Members.text(Members.get(request, "getRequestLine"), "getMethod");
        }

        @Override
        List<String> urls(Object request, @Nullable Object context) throws Exception {
            String uri = Members.text(Members.get(request, "getRequestLine"), "getUri");
            Object target = context == null ? null : Members.call(context, "getAttribute", "http.target_host");
            Object route = context == null ? null : Members.call(context, "getAttribute", "http.route");
            return urls(target == null ? "" : Members.text(target, "toURI"), host(route), uri, request);
        }

        @Override
        int status(Object response) throws Exception {
            return (Integer) Members.get(Members.get(response, "getStatusLine"), "getStatusCode");
        }
    },

    FIVE("org.apache.hc.core5.http.HttpEntity", "getHeaders") {
        @Override
        String method(Object request) throws Exception {
            return Members.text(request, "getMethod");
        }

        @Override
        List<String> urls(Object request, @Nullable Object context) throws Exception {
            String scheme = Members.text(request, "getScheme");
            String authority = Members.text(request, "getAuthority");
            String named = authority.isEmpty() ? "" : (scheme.isEmpty() ? "http" : scheme) + "://" + authority;
            Object route = context != null && Members.has(context, "getHttpRoute")
                    ? Members.call(context, "getHttpRoute")
                    : null;
            return urls(named, host(route), Members.text(request, "getPath"), request);
        }

        @Override
        int status(Object response) throws Exception {
            return (Integer) Members.get(response, "getCode");
        }
    };

    private final String entityType;
    private final String headers;

    ApacheMessages(String entityType, String headers) {
        this.entityType = entityType;
        this.headers = headers;
    }

    abstract String method(Object request) throws Exception;

    /**
     * Returns where a request goes: the address that it names and, where the connection leads elsewhere, that too, since
     * either may be the one that counts.
     */
    abstract List<String> urls(Object request, @Nullable Object context) throws Exception;

    abstract int status(Object response) throws Exception;

    /** Returns the content of a message, or null. */
    @Nullable
    Object entity(Object message) throws Exception {
        return Members.has(message, "getEntity") ? Members.call(message, "getEntity") : null;
    }

    /** Returns the type of the content of messages. */
    Class<?> entityType(Object message) throws ClassNotFoundException {
        return Members.type(message.getClass(), entityType);
    }

    Map<String, List<String>> headers(Object message) throws Exception {
        Map<String, List<String>> fields = new HashMap<>();
        for (Object field : (Object[]) Members.get(message, headers)) {
            fields.computeIfAbsent(Members.text(field, "getName"), unused -> new ArrayList<>())
                    .add(Members.text(field, "getValue"));
        }
        return fields;
    }

    /** Returns the host that a route leads to, in the form of an address; empty if it is not known. */
    static String host(@Nullable Object route) throws Exception {
        return route == null ? "" : Members.text(Members.get(route, "getTargetHost"), "toURI");
    }

    List<String> urls(String named, String connected, String path, Object request) throws Exception {
        if (path.startsWith("http://") || path.startsWith("https://")) {
            // To a proxy, which goes by what it is told.
            return List.of(path);
        }
        String at = path.startsWith("/") ? path : "/" + path;
        if (named.isEmpty() && connected.isEmpty()) {
            List<String> host = headers(request).getOrDefault("Host", List.of("unknown"));
            return List.of("http://" + host.get(0) + at);
        }
        if (named.isEmpty() || connected.isEmpty() || same(named, connected)) {
            return List.of((named.isEmpty() ? connected : named) + at);
        }
        return List.of(named + at, connected + at);
    }

    private static boolean same(String named, String connected) {
        return plain(named).equals(plain(connected));
    }

    /** Without user and default port. */
    private static String plain(String address) {
        String lower = address.toLowerCase(Locale.ROOT).replaceFirst("://[^/]*@", "://");
        return lower.startsWith("http://") ? lower.replaceFirst(":80$", "") : lower.replaceFirst(":443$", "");
    }
}
