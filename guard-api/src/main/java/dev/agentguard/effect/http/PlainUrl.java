package dev.agentguard.effect.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads URLs that are written as nearly all are, which every client reads alike: lower-case scheme and host, no user, no
 * escapes, no dot segments, every parameter once. What is any different is left to {@link RequestTarget}.
 */
final class PlainUrl {

    /** Visible ASCII that no client and no server changes. */
    private static final boolean[] PLAIN = plain();

    private PlainUrl() {}

    /** Returns where a URL points to, or null if it is not that plain. */
    static @Nullable RequestTarget parse(String url) {
        String scheme = url.startsWith("https://") ? "https" : url.startsWith("http://") ? "http" : "";
        if (scheme.isEmpty()) {
            return null;
        }
        int hostStart = scheme.length() + 3;
        int hostEnd = hostStart;
        while (hostEnd < url.length() && isHost(url.charAt(hostEnd))) {
            hostEnd++;
        }
        if (hostEnd == hostStart
                || hostEnd - hostStart > RequestTarget.LONGEST_HOST
                || url.charAt(hostEnd - 1) == '.') {
            return null;
        }
        if (hostEnd == url.length()) {
            return new RequestTarget(scheme, url.substring(hostStart), "/", "/", Map.of(), null);
        }
        int pathEnd = pathEnd(url, hostEnd);
        if (pathEnd < 0) {
            return null;
        }
        Map<String, @Nullable Object> parameters = pathEnd == url.length() ? Map.of() : query(url, pathEnd + 1);
        if (parameters == null) {
            return null;
        }
        String path = url.substring(hostEnd, pathEnd);
        return new RequestTarget(scheme, url.substring(hostStart, hostEnd), path, path, parameters, null);
    }

    /** Returns where the path ends, or -1 if it is not plain. */
    private static int pathEnd(String url, int start) {
        if (url.charAt(start) != '/') {
            return -1;
        }
        for (int i = start + 1; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '?') {
                return i;
            }
            boolean afterSlash = url.charAt(i - 1) == '/';
            if (!isPlain(c) || (afterSlash && (c == '/' || c == '.'))) {
                return -1;
            }
        }
        return url.length();
    }

    private static @Nullable Map<String, @Nullable Object> query(String url, int start) {
        Map<String, @Nullable Object> parameters = Map.of();
        int name = start;
        int equals = -1;
        for (int i = start; i <= url.length(); i++) {
            char c = i == url.length() ? '&' : url.charAt(i);
            if (c == '&') {
                int nameEnd = equals < 0 ? i : equals;
                boolean empty = nameEnd == name;
                String value = equals < 0 ? "" : url.substring(equals + 1, i);
                if (empty && i > name) {
                    return null;
                }
                if (!empty && i == url.length() && parameters.isEmpty()) {
                    return Collections.singletonMap(url.substring(name, nameEnd), value);
                }
                if (!empty) {
                    parameters = parameters.isEmpty() ? new LinkedHashMap<>() : parameters;
                    if (parameters.put(url.substring(name, nameEnd), value) != null) {
                        return null;
                    }
                }
                name = i + 1;
                equals = -1;
            } else if (c == '=' && equals < 0) {
                equals = i;
            } else if (!isPlain(c) && c != '?') {
                return null;
            }
        }
        return parameters;
    }

    private static boolean isHost(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
    }

    private static boolean isPlain(char c) {
        return c < PLAIN.length && PLAIN[c];
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[127];
        for (char c = ' ' + 1; c < plain.length; c++) {
            plain[c] = "%+#\\\"<>?".indexOf(c) < 0;
        }
        return plain;
    }
}
