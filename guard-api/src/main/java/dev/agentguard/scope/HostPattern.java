package dev.agentguard.scope;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A declared host: {@code host}, {@code host:port}, {@code *.host} or {@code *.host:port}. Immutable. */
final class HostPattern {

    /** Where a URL without a port goes; which of the two is not known here. */
    private static final Set<String> OF_WEB = Set.of("443", "80");

    /** Where a client of a database goes that is given no port. */
    private static final Set<String> OF_DATABASES =
            Set.of("5432", "3306", "1433", "1521", "27017", "6379", "9042", "50000", "8123", "9000", "26257", "5439");

    private static final String LOCALHOST = "localhost";

    private final String name;
    private final boolean subdomains;
    private final @Nullable String port;
    private final Set<String> usualPorts;

    HostPattern(String pattern) {
        this(pattern, OF_WEB);
    }

    private HostPattern(String pattern, Set<String> usualPorts) {
        Host host = Host.of(pattern.startsWith("*.") ? pattern.substring(2) : pattern);
        this.subdomains = pattern.startsWith("*.");
        this.name = host.name();
        this.port = host.port();
        this.usualPorts = usualPorts;
    }

    /** Returns the pattern of a database's server: all names of this machine are the same one. */
    static HostPattern ofDatabase(String pattern) {
        Host host = Host.of(pattern);
        String port = host.port() == null ? "" : ":" + host.port();
        String plain = host.isLoopback() ? LOCALHOST + port : pattern;
        return new HostPattern(plain, OF_DATABASES);
    }

    String name() {
        return name;
    }

    boolean subdomains() {
        return subdomains;
    }

    /** Returns whether a text is, letter by letter, the one host and port that this pattern was made of. */
    boolean isText(String pattern, String text) {
        return port != null && !subdomains && !name.isEmpty() && pattern.equals(text);
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
            return !host.isLoopback() || isUsualOfDatabase(host);
        }
        return host.port() == null ? usualPorts.contains(port) : port.equals(host.port());
    }

    /** A database of this machine that is declared without a port is where its clients look for it. */
    private boolean isUsualOfDatabase(Host host) {
        return usualPorts.equals(OF_DATABASES) && (host.port() == null || usualPorts.contains(host.port()));
    }

    /** A host as it stands in an effect. */
    record Host(String name, @Nullable String port) {

        /** Returns the server of a database: all names of this machine are the same one. */
        static Host ofDatabase(String text) {
            Host host = of(text);
            return host.isLoopback() ? new Host(LOCALHOST, host.port()) : host;
        }

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
            char first = name.isEmpty() ? 'l' : name.charAt(0);
            boolean may = first == 'l' || first == '0' || first == '1' || first == ':' || name.endsWith("localhost");
            return may && isLoopbackName();
        }

        private boolean isLoopbackName() {
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
