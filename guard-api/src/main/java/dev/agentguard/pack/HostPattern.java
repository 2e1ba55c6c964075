package dev.agentguard.pack;

import java.util.Locale;

/**
 * Hosts at which a provider answers: a name, with {@code *.} in front for its subdomains, and a port if only that one
 * is meant. {@code *:8200} is any host at that port.
 *
 * @param name the host's name in lower case, or {@link #ANY}
 * @param subdomains whether only its subdomains are meant
 * @param port the port in digits, or empty for any
 */
record HostPattern(String name, boolean subdomains, String port) {

    /** Stands for any name. */
    static final String ANY = "*";

    static HostPattern parse(String text) {
        boolean subdomains = text.startsWith("*.");
        String rest = subdomains ? text.substring(2) : text;
        return new HostPattern(nameOf(rest), subdomains, portOf(rest));
    }

    boolean matches(String host) {
        String candidate = nameOf(host);
        boolean named = subdomains
                ? candidate.length() > name.length() + 1 && candidate.endsWith("." + name)
                : candidate.equals(name) || (name.equals(ANY) && !port.isEmpty());
        return named && (port.isEmpty() || port.equals(portOf(host)));
    }

    /** Returns the pattern as it stands in a pack. */
    @Override
    public String toString() {
        return (subdomains ? "*." : "") + name + (port.isEmpty() ? "" : ":" + port);
    }

    static String nameOf(String host) {
        int port = portAt(host);
        String name = (port < 0 ? host : host.substring(0, port)).toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static String portOf(String host) {
        int port = portAt(host);
        return port < 0 ? "" : host.substring(port + 1);
    }

    /** Returns where the port's colon stands, or -1; the colons of an IPv6 address stand inside brackets. */
    private static int portAt(String host) {
        int colon = host.lastIndexOf(':');
        boolean address6 = host.startsWith("[") ? colon < host.lastIndexOf(']') : host.indexOf(':') != colon;
        return address6 ? -1 : colon;
    }
}
