package dev.agentguard.javaagent.http;

import dev.agentguard.bridge.RefusedException;
import dev.agentguard.javaagent.http.HttpHop.JudgedBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks about a request of Apache HttpComponents. */
final class ApacheHop {

    private ApacheHop() {}

    /**
     * Asks for every address that the request may be meant for.
     *
     * @param context what the client knows of the exchange, its route above all
     * @param actor who is acting, as {@link HttpHop} takes it
     */
    static HttpHop enter(
            ApacheMessages messages, Object request, @Nullable Object context, JudgedBody body, String actor)
            throws RefusedException {
        try {
            List<String> urls = messages.urls(request, context);
            HttpHop hop = HttpHop.NONE;
            for (String url : urls) {
                hop.exit(HttpOutcome.UNKNOWN);
                hop = HttpHop.enter(messages.method(request), url, messages.headers(request), body, actor);
            }
            return hop;
        } catch (RefusedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
