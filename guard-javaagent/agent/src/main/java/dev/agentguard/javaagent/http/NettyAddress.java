package dev.agentguard.javaagent.http;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a request goes by its own words.
 *
 * @param scheme the scheme, or empty if it does not say
 * @param authority host and port, or empty if it does not say
 * @param target what was asked of it: a path with its query, or a whole URL
 */
record NettyAddress(String scheme, String authority, String target) {

    /**
     * Returns the URLs that it may have: the one that it names and, where it was connected to another host than that,
     * the one of this host. The server alone knows which of them it goes by.
     *
     * @param encrypted whether the channel is
     * @param connected the host that the channel was asked to reach, or null if that is not known
     */
    List<String> urls(boolean encrypted, @Nullable InetSocketAddress connected) {
        if (target.contains("://") && !target.startsWith("/")) {
            return List.of(target); // to a proxy, which the channel is connected to
        }
        String protocol = scheme.isEmpty() ? encrypted ? "https" : "http" : scheme;
        String reached = connected == null ? "" : authority(connected, protocol);
        String path = target.startsWith("/") ? target : "/" + target;
        if (authority.isEmpty() && reached.isEmpty()) {
            return List.of(protocol + "://unknown" + path);
        }
        if (authority.isEmpty() || reached.isEmpty()) {
            return List.of(protocol + "://" + (authority.isEmpty() ? reached : authority) + path);
        }
        if (host(authority).equals(host(reached))) {
            // a client may leave out the port
            return List.of(protocol + "://" + (hasPort(authority) ? authority : reached) + path);
        }
        return List.of(protocol + "://" + authority + path, protocol + "://" + reached + path);
    }

    /** Returns the host and port of an authority, or null if they cannot be told. */
    static @Nullable InetSocketAddress parse(String authority) {
        String port = authority.substring(host(authority).length());
        try {
            return InetSocketAddress.createUnresolved(
                    host(authority), port.isEmpty() ? 443 : Integer.parseInt(port.substring(1)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String authority(InetSocketAddress address, String protocol) {
        String name = address.getHostString();
        String host = name.contains(":") ? "[" + withoutZone(name) + "]" : name;
        int usual = protocol.equals("https") ? 443 : 80;
        return address.getPort() == usual ? host : host + ":" + address.getPort();
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    private static boolean hasPort(String authority) {
        return authority.length() > host(authority).length();
    }

    private static String host(String authority) {
        int end = authority.lastIndexOf(':');
        boolean port = end > authority.lastIndexOf(']');
        return (port ? authority.substring(0, end) : authority).toLowerCase(Locale.ROOT);
    }
}
