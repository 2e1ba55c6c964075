package dev.agentguard.effect.http;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that stands inside of another one is sent by the server itself, so that its address is relative to it. */
final class Inner {

    private final Sent outer;
    private final String origin;
    private final String folder;

    Inner(Sent outer) {
        this.outer = outer;
        String host = outer.host();
        this.origin =
                (outer.target().scheme().isEmpty() ? "https" : outer.target().scheme()) + "://" + host;
        String path = outer.target().path();
        String plain = path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
        this.folder = plain.substring(0, Math.max(0, plain.lastIndexOf('/')));
    }

    /** Reads a request whose path starts at the host, as those of HTTP messages do. */
    List<Effect> atHost(String method, String url, Map<String, String> headers, Body body) {
        return read(method, url.startsWith("/") ? origin + url : resolved(url), headers, body);
    }

    /** Reads a request whose path may start where the outer one's ends, as those in JSON do. */
    List<Effect> atService(String method, String url, Map<String, String> headers, Body body) {
        return read(method, resolved(url), headers, body);
    }

    private String resolved(String url) {
        if (url.contains("://")) {
            return url;
        }
        if (!url.startsWith("/")) {
            return origin + folder + "/" + url;
        }
        return origin + (url.startsWith(folder + "/") ? url : folder + url);
    }

    private List<Effect> read(String method, String url, Map<String, String> headers, Body body) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        List<Effect> effects = new ArrayList<>(outer.inner().apply(new HttpCall(method, url, all, body)));
        RequestTarget target = RequestTarget.of(url);
        if (!target.host().equals(outer.host())) {
            // a server that batches sends most likely to itself, whatever host is written
            String own = origin + target.segments() + query(url);
            effects.addAll(outer.inner().apply(new HttpCall(method, own, all, body)));
        }
        return effects;
    }

    private static String query(String url) {
        int mark = url.indexOf('?');
        return mark < 0 ? "" : url.substring(mark);
    }
}
