package dev.agentguard.pack;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Method, query and path by which a request names an operation.
 *
 * @param method the method
 * @param query the parameters of the URL
 * @param path the path, in which an encoded slash stays {@code %2F}
 */
record AwsPath(String method, Map<String, String> query, String path) {

    AwsPath {
        query = Map.copyOf(query);
    }

    /** Reads {@code DELETE?tagging= /bucket/key}. */
    static AwsPath of(String name) {
        int blank = name.indexOf(' ');
        String head = name.substring(0, blank);
        int mark = head.indexOf('?');
        Map<String, String> query = new HashMap<>();
        for (String one : mark < 0 ? new String[0] : head.substring(mark + 1).split("&", -1)) {
            int sign = one.indexOf('=');
            query.put(
                    decoded(sign < 0 ? one : one.substring(0, sign)), sign < 0 ? "" : decoded(one.substring(sign + 1)));
        }
        return new AwsPath(mark < 0 ? head : head.substring(0, mark), query, name.substring(blank + 1));
    }

    /** Returns the segments as a server may see them: with an encoded slash as part of one, and as the end of one. */
    List<String[]> readings() {
        List<String[]> readings = new ArrayList<>();
        add(readings, path);
        if (path.contains("%2F")) {
            add(readings, path.replace("%2F", "/"));
        }
        return readings;
    }

    private static void add(List<String[]> readings, String path) {
        String[] segments = RequestTable.segments(path);
        if (segments != null) {
            readings.add(segments);
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
