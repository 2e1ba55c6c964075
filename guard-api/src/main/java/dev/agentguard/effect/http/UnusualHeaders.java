package dev.agentguard.effect.http;

import dev.agentguard.action.HttpCall;
import java.util.List;

/** The header fields that may make a request another one than method, URL and body say; most requests have none. */
final class UnusualHeaders {

    private static final List<String> NAMES = List.of(
            "Host",
            "Upgrade",
            "SOAPAction",
            "X-Amz-Target",
            "smithy-protocol",
            "X-HTTP-Method",
            "X-Method-Override",
            "X-HTTP-Method-Override");

    private UnusualHeaders() {}

    /** Returns whether a request has one of them. */
    static boolean in(HttpCall call) {
        for (String header : call.headers().keySet()) {
            for (String name : NAMES) {
                if (header.equalsIgnoreCase(name)) {
                    return true;
                }
            }
        }
        return false;
    }
}
