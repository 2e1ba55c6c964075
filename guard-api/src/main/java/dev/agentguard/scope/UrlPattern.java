package dev.agentguard.scope;

import dev.agentguard.effect.Glob;
import dev.agentguard.scope.DeclaredPlace.Fit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A declared URL: {@code https://api.example.com/staging/*}, {@code http://127.0.0.1:8080/*}. Scheme and port have to be
 * the same, {@code *.} in front of the host matches subdomains, {@code *} in the path any characters. Immutable.
 *
 * @param scheme the scheme in lower case
 * @param host the host with its port, the scheme's own if none is written
 * @param path the path
 */
record UrlPattern(String scheme, HostPattern host, Glob path) {

    private static final Map<String, String> PORTS = Map.of("http", "80", "https", "443", "ws", "80", "wss", "443");

    /** Reads a pattern; null if it is none. */
    static @Nullable UrlPattern parse(String text) {
        int colon = text.indexOf("://");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String usual = PORTS.get(scheme);
        if (usual == null) {
            return null;
        }
        String rest = text.substring(colon + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/*" : rest.substring(slash);
        HostPattern.Host host = HostPattern.Host.of(authority);
        String port = host.port() == null ? usual : host.port();
        boolean odd = authority.isEmpty() || authority.indexOf('@') >= 0 || path.indexOf('?') >= 0;
        // with its port a loopback address says where it leads
        HostPattern full = new HostPattern(host.port() == null ? authority + ":" + port : authority);
        return odd ? null : new UrlPattern(scheme, full, new Glob(path));
    }

    /** Returns the host of a URL with its port, as patterns name it; null if it is none. */
    static HostPattern.@Nullable Host hostOf(String url) {
        int colon = url.indexOf("://");
        String usual = colon < 0 ? null : PORTS.get(url.substring(0, colon));
        if (usual == null) {
            return null;
        }
        int slash = url.indexOf('/', colon + 3);
        HostPattern.Host host =
                HostPattern.Host.of(slash < 0 ? url.substring(colon + 3) : url.substring(colon + 3, slash));
        return host.port() == null ? new HostPattern.Host(host.name(), usual) : host;
    }

    Fit fit(String url) {
        HostPattern.Host called = hostOf(url);
        if (called == null || !url.startsWith(scheme + ":") || !host.matches(called)) {
            return Fit.NO;
        }
        int slash = url.indexOf('/', scheme.length() + 3);
        if (slash < 0) {
            return path.pattern().equals("/*") ? Fit.YES : Fit.OPEN;
        }
        return path.matches(url.substring(slash)) ? Fit.YES : Fit.NO;
    }
}
