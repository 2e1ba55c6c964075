package dev.agentguard.effect.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a request says its body is. Only ever a hint: the body is read by what it looks like too.
 *
 * @param type type and subtype in lower case; empty if none or several are given
 * @param text the whole field, with its parameters
 */
record MediaType(String type, String text) {

    private static final MediaType NONE = new MediaType("", "");
    private static final MediaType JSON = new MediaType("application/json", "application/json");

    /** Several JSON values, one a line. */
    private static final Set<String> LINES = Set.of(
            "application/x-ndjson",
            "application/ndjson",
            "application/x-jsonlines",
            "application/jsonl",
            "application/jsonlines",
            "application/json-seq",
            "application/stream+json");

    private static final Set<String> XML =
            Set.of("application/xml", "text/xml", "application/soap+xml", "application/atom+xml");

    static MediaType of(Headers headers) {
        List<String> values = headers.types();
        return values.size() == 1 ? of(values.get(0)) : NONE;
    }

    static MediaType of(String field) {
        if (field.equals(JSON.text)) {
            return JSON;
        }
        int end = field.indexOf(';');
        String type = (end < 0 ? field : field.substring(0, end)).strip();
        return new MediaType(type.toLowerCase(Locale.ROOT), field);
    }

    /** Returns the declared charset, empty if none is given. */
    String charset() {
        return parameter("charset");
    }

    /** Returns a parameter without its quotes, empty if it is not given; of several the last. */
    String parameter(String name) {
        int at = text.indexOf(';');
        String value = "";
        while (at >= 0) {
            int end = endOfParameter(at + 1);
            String part = text.substring(at + 1, end).strip();
            if (part.length() > name.length()
                    && part.charAt(name.length()) == '='
                    && part.regionMatches(true, 0, name, 0, name.length())) {
                value = part.substring(name.length() + 1).replace("\"", "").strip();
            }
            at = end < text.length() ? end : -1;
        }
        return value;
    }

    /** A semicolon within quotes ends nothing. */
    private int endOfParameter(int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == ';' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    boolean isForm() {
        return type.equals("application/x-www-form-urlencoded");
    }

    boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    boolean isGraphQl() {
        return type.equals("application/graphql");
    }

    boolean isJson() {
        return type.equals("application/json") || type.endsWith("+json");
    }

    boolean isXml() {
        return XML.contains(type);
    }

    boolean isLines() {
        return LINES.contains(type);
    }

    /** Whether it is none, or JSON and nothing more particular. */
    boolean isPlain() {
        return type.isEmpty() || type.equals("application/json");
    }

    boolean isGrpc() {
        return type.startsWith("application/grpc");
    }

    /** Whether the type leaves open what the body is. */
    boolean saysNothing() {
        return type.isEmpty() || type.equals("text/plain") || type.equals("application/octet-stream");
    }
}
