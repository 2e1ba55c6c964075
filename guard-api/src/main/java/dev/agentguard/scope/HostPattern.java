package dev.agentguard.scope;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A declared host: {@code host}, {@code host:port}, {@code *.host} or {@code *.host:port}. Immutable. */
final class HostPattern {

    private final String name;
    private final boolean subdomains;
    private final @Nullable String port;

    HostPattern(String pattern) {
        Host host = Host.of(pattern.startsWith("*.") ? pattern.substring(2) : pattern);
        this.subdomains = pattern.startsWith("*.");
        this.name = host.name();
        this.port = host.port();
    }

    /** Returns whether the host is, or without its port could be, one that this pattern declares. */
    boolean matches(Host host) {
        boolean sameName = subdomains
                ? host.name().endsWith("." + name) && host.name().length() > name.length() + 1
                : host.name().equals(name);
        if (!sameName || name.isEmpty()) {
            return false;
        }
        if (port == null) {
            // Whatever is forwarded to a port of this machine is somewhere else: only a declared port says where.
            return !host.isLoopback();
        }
        // A URL without a port goes to one of these two; which, is not known here.
        return host.port() == null ? port.equals("443") || port.equals("80") : port.equals(host.port());
    }

    /** A host as it stands in an effect. */
    record Host(String name, @Nullable String port) {

        static Host of(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            int bracket = lower.indexOf(']');
            int colon = lower.indexOf(':', bracket + 1);
            boolean bareIpv6 = bracket < 0 && colon >= 0 && lower.indexOf(':', colon + 1) >= 0;
            String name = colon < 0 || bareIpv6 ? lower : lower.substring(0, colon);
            String port = colon < 0 || bareIpv6 ? null : withoutZeros(lower.substring(colon + 1));
            if (name.startsWith("[") && name.endsWith("]")) {
                name = name.substring(1, name.length() - 1);
            }
            while (name.endsWith(".")) {
                name = name.substring(0, name.length() - 1);
            }
            return new Host(name, port == null || port.isEmpty() ? null : port);
        }

        private static String withoutZeros(String port) {
            int start = 0;
            while (start < port.length() - 1 && port.charAt(start) == '0') {
                start++;
            }
            return port.substring(start);
        }

        boolean isLoopback() {
            return name.equals("localhost")
                    || name.endsWith(".localhost")
                    || name.equals("0.0.0.0")
                    || name.startsWith("127.")
                    || name.startsWith("::ffff:127.")
                    || name.equals("::1")
                    || name.equals("0:0:0:0:0:0:0:1")
                    || name.equals("::");
        }
    }
}
