package dev.agentguard.effect.model;

import java.net.URI;
import java.util.Locale;

/** The host of a URL, and nothing else of it. */
final class ModelHost {

    private static final int LONGEST = 4096;

    private ModelHost() {}

    /** Returns host and port, {@code ?} if the URL cannot be read. */
    static String of(String url) {
        if (url.length() > LONGEST) {
            return "?";
        }
        try {
            URI uri = URI.create(url);
            String host = uri.getHost();
            return host == null ? "?" : host.toLowerCase(Locale.ROOT) + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "?";
        }
    }
}
