package dev.agentguard.action;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP request about to be sent.
 *
 * @param method the request method as written
 * @param url the absolute URL as written; it may be malformed
 * @param headers the header fields, names compared without regard to case (RFC 9110 section 5.1)
 * @param body the content
 */
public record HttpCall(String method, String url, Map<String, List<String>> headers, Body body) implements Action {

    /** Copies the headers into a map whose names ignore case; values of names that differ in case only are joined. */
    public HttpCall {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, unused -> new ArrayList<>()).addAll(values));
        copy.replaceAll((name, values) -> List.copyOf(values));
        headers = Collections.unmodifiableMap(copy);
    }

    /** Shows no content: URL, header fields and body may hold secrets, and a record is easily logged. */
    @Override
    public String toString() {
        return "HttpCall[url of " + url.length() + " characters, " + headers.size() + " headers, " + body + "]";
    }

    /**
     * Returns the values of a header field.
     *
     * @param name the field's name in any case
     * @return its values in order, empty if the field is absent
     */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
