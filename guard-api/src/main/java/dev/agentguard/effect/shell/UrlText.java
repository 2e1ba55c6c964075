package dev.agentguard.effect.shell;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as it stands in a URL. */
final class UrlText {

    private UrlText() {}

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
