package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import java.util.Locale;

/**
 * What a request says its body is. Only ever a hint: the body is read by what it looks like too.
 *
 * @param type type and subtype in lower case; empty if none or several are given
 * @param charset the declared charset; empty if none is given
 */
record MediaType(String type, String charset) {

    static MediaType of(HttpCall call) {
        if (call.header("Content-Type").size() != 1) {
            return new MediaType("", "");
        }
        String[] parts = call.header("Content-Type").get(0).split(";", -1);
        String charset = "";
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i].strip();
            if (part.regionMatches(true, 0, "charset=", 0, 8)) {
                charset = part.substring(8).replace("\"", "").strip();
            }
        }
        return new MediaType(parts.length == 0 ? "" : parts[0].strip().toLowerCase(Locale.ROOT), charset);
    }

    boolean isForm() {
        return type.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    /** Whether the body holds requests of its own, as OData and Google take them. */
    boolean isBatch() {
        return type.equals("multipart/mixed") || type.equals("application/http");
    }

    boolean isGraphQl() {
        return type.equals("application/graphql");
    }

    /** Whether the type leaves open what the body is. */
    boolean saysNothing() {
        return type.isEmpty() || type.equals("text/plain") || type.equals("application/octet-stream");
    }
}
