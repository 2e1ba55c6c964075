package dev.agentguard.effect.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Where curl connects to in place of the host of the URL: {@code --connect-to host:port:other:port} and {@code --resolve
 * host:port:address,address}, in which an address of IPv6 may stand in brackets.
 *
 * @see <a href="https://curl.se/docs/manpage.html">The manual of curl</a>
 */
final class CurlRoute {

    private static final int MOST = 20;

    private CurlRoute() {}

    /** The host that is connected to in place of that of the URL; empty if it stays the same. */
    static List<String> connected(String value) {
        List<String> parts = parts(value);
        return parts.size() < 3 || parts.get(2).isEmpty() ? List.of() : List.of(parts.get(2));
    }

    /** The addresses that a name is said to have. */
    static List<String> resolved(String value) {
        int host = value.indexOf(':');
        int port = host < 0 ? -1 : value.indexOf(':', host + 1);
        return port < 0 ? List.of() : List.of(value.substring(port + 1).split(",", MOST));
    }

    private static List<String> parts(String value) {
        List<String> parts = new ArrayList<>(4);
        int start = 0;
        while (start <= value.length() && parts.size() < MOST) {
            int bracket = value.startsWith("[", start) ? value.indexOf(']', start) : start;
            int end = value.indexOf(':', Math.max(start, bracket));
            parts.add(value.substring(start, end < 0 ? value.length() : end));
            start = end < 0 ? value.length() + 1 : end + 1;
        }
        return parts;
    }
}
