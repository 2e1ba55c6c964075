package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import java.util.List;

/** The header fields that say how a request is read, found in one pass over all. Not safe for use by threads. */
final class Headers {

    /** These may make a request another one than method, URL and body say; most requests have none. */
    private static final List<String> UNUSUAL = List.of(
            "Host",
            "Upgrade",
            "SOAPAction",
            "X-Amz-Target",
            "X-TC-Action",
            "x-acs-action",
            "smithy-protocol",
            "X-HTTP-Method",
            "X-Method-Override",
            "X-HTTP-Method-Override");

    private List<String> types = List.of();
    private List<String> codings = List.of();
    private List<String> authorizations = List.of();
    private List<String> targets = List.of();
    private boolean unusual;

    private Headers() {}

    static Headers of(HttpCall call) {
        Headers headers = new Headers();
        call.headers().forEach(headers::add);
        return headers;
    }

    private void add(String name, List<String> values) {
        if (name.equalsIgnoreCase("Content-Type")) {
            types = values;
        } else if (name.equalsIgnoreCase("Content-Encoding")) {
            codings = values;
        } else if (name.equalsIgnoreCase("Authorization")) {
            authorizations = values;
        } else if (isUnusual(name)) {
            unusual = true;
            targets = name.equalsIgnoreCase("X-Amz-Target") ? values : targets;
        }
    }

    private static boolean isUnusual(String name) {
        for (String known : UNUSUAL) {
            if (name.equalsIgnoreCase(known)) {
                return true;
            }
        }
        return false;
    }

    /** The values of {@code Content-Type}. */
    List<String> types() {
        return types;
    }

    /** The values of {@code Content-Encoding}. */
    List<String> codings() {
        return codings;
    }

    /** The values of {@code Authorization}. */
    List<String> authorizations() {
        return authorizations;
    }

    /** The values of {@code X-Amz-Target}. */
    List<String> targets() {
        return targets;
    }

    /** Whether no field may make it another request. */
    boolean isPlain() {
        return !unusual;
    }
}
