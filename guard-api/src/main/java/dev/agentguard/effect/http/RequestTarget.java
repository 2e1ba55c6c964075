package dev.agentguard.effect.http;

import java.net.IDN;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes, read from its URL by hand, since clients accept more than {@link java.net.URI} does.
 *
 * @param scheme the scheme in lower case
 * @param host host and, if explicit and not the scheme's own, port, in lower case; empty if it could not be read
 * @param path the path, decoded once, without dot segments and repeated slashes
 * @param segments the path, in which a slash that was encoded stays {@code %2F}
 * @param parameters the parameters of the query
 * @param problem why two clients could send this to different places, or null
 */
record RequestTarget(
        String scheme,
        String host,
        String path,
        String segments,
        Map<String, @Nullable Object> parameters,
        @Nullable String problem) {

    private static final Map<String, Integer> DEFAULT_PORTS = Map.of("http", 80, "https", 443, "ws", 80, "wss", 443);

    /** A name of the domain name system has 253 characters at most (RFC 1035 section 2.3.4), and may end in a dot. */
    static final int LONGEST_HOST = 254;

    /** Each may be escaped, and a user may stand in front. */
    private static final int LONGEST_AUTHORITY = 4_096;

    static RequestTarget of(String url) {
        RequestTarget plain = PlainUrl.parse(url);
        return plain != null ? plain : unusual(url);
    }

    private static RequestTarget unusual(String url) {
        String text = url.strip();
        int fragment = text.indexOf('#');
        if (fragment >= 0) {
            text = text.substring(0, fragment);
        }
        int mark = text.indexOf('?');
        String query = mark < 0 ? "" : text.substring(mark + 1);
        String rest = mark < 0 ? text : text.substring(0, mark);
        Map<String, @Nullable Object> parameters = FormFields.of(query);
        int colon = rest.indexOf("://");
        String scheme = colon < 0 ? "" : rest.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!DEFAULT_PORTS.containsKey(scheme)) {
            return new RequestTarget(scheme, "", "", "", parameters, "the url is not an absolute http url");
        }
        rest = rest.substring(colon + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : normalised(Percent.decode(rest.substring(slash), false));
        String segments = slash < 0 ? path : segments(rest.substring(slash), path);
        String host = host(authority, scheme);
        if (host == null) {
            return new RequestTarget(
                    scheme, "", path, segments, parameters, "the host of the url cannot be read with certainty");
        }
        return new RequestTarget(scheme, host, path, segments, parameters, null);
    }

    /** Whether several JSON values, one a line, are what is sent to this path whatever their type says. */
    boolean takesLines() {
        return path.contains("/_")
                && (path.contains("/_bulk") || path.contains("/_msearch") || path.contains("/_fleet_msearch"));
    }

    /** The URL without its query, without its path if two servers could read that in different ways, or null. */
    @Nullable
    String certain() {
        boolean odd =
                !path.equals(segments) || path.indexOf('%') >= 0 || path.indexOf('\\') >= 0 || path.indexOf(';') >= 0;
        return problem != null ? null : scheme + "://" + host + (odd ? "" : path);
    }

    boolean isWebSocket() {
        return scheme.equals("ws") || scheme.equals("wss");
    }

    /**
     * Returns an authority as it is compared: in lower case, without user, default port and the root's dot.
     *
     * @return the host, or null if clients might read it differently
     */
    static @Nullable String host(String authority, String scheme) {
        int at = authority.indexOf('@');
        if (authority.length() > LONGEST_AUTHORITY
                || at != authority.lastIndexOf('@')
                || authority.indexOf('\\') >= 0) {
            return null; // some end the host here, some there
        }
        String host = Percent.decode(authority.substring(at + 1), false).toLowerCase(Locale.ROOT);
        String port = "";
        int colon = host.lastIndexOf(':');
        if (colon > host.lastIndexOf(']')) {
            port = host.substring(colon + 1);
            host = host.substring(0, colon);
        }
        if (!port.isEmpty() && !isPort(port)) {
            return null;
        }
        host = ascii(host);
        if (host == null) {
            return null;
        }
        boolean standard =
                port.isEmpty() || Integer.valueOf(Integer.parseInt(port)).equals(DEFAULT_PORTS.get(scheme));
        return standard ? host : host + ":" + Integer.parseInt(port);
    }

    private static boolean isPort(String port) {
        return port.length() <= 5 && port.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable String ascii(String host) {
        String name = host;
        if (!name.chars().allMatch(c -> c < 128)) {
            try {
                name = IDN.toASCII(name).toLowerCase(Locale.ROOT);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        boolean literal = name.startsWith("[") && name.endsWith("]");
        String plain = literal ? name.substring(1, name.length() - 1) : name;
        String allowed = literal ? "0123456789abcdef:." : "0123456789abcdefghijklmnopqrstuvwxyz.-_";
        boolean valid = plain.length() <= LONGEST_HOST && plain.chars().allMatch(c -> allowed.indexOf(c) >= 0);
        return valid && !plain.isEmpty() ? name : null;
    }

    private static String segments(String raw, String path) {
        return raw.contains("%2F") || raw.contains("%2f")
                ? normalised(Percent.decode(raw.replace("%2F", "%252F").replace("%2f", "%252F"), false))
                : path;
    }

    private static String normalised(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean directory = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        String joined = "/" + String.join("/", segments);
        return directory && !segments.isEmpty() ? joined + "/" : joined;
    }
}
