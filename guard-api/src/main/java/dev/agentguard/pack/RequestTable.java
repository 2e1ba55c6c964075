package dev.agentguard.pack;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP requests of a pack by the shape of their paths, as a tree of segments. The most specific shape wins at each
 * segment: literal text, then literal parts, then a parameter, then the rest of the path. Immutable once it is built.
 */
final class RequestTable {

    /** A path with more segments has no shape that a pack describes. */
    private static final int MOST_SEGMENTS = 200;

    static final RequestTable EMPTY = new RequestTable(List.of());

    private final Node root = new Node();
    private final List<Request> requests;

    RequestTable(Collection<Request> requests) {
        this.requests = List.copyOf(requests);
        for (Request request : this.requests) {
            Node node = root;
            for (Segment segment : request.template().segments()) {
                node = node.child(segment);
            }
            node.requests.put(request.method(), request);
        }
        root.sort();
    }

    /** Returns the requests in the order of the file. */
    List<Request> requests() {
        return requests;
    }

    /** Returns the segments of a path that are not empty, or null if there are too many. */
    static String @Nullable [] segments(String path) {
        int count = 0;
        for (int i = 0; i < path.length(); i++) {
            boolean starts = path.charAt(i) != '/' && (i == 0 || path.charAt(i - 1) == '/');
            count += starts ? 1 : 0;
        }
        if (count > MOST_SEGMENTS) {
            return null;
        }
        String[] segments = new String[count];
        int start = 0;
        int next = 0;
        while (next < count) {
            int end = path.indexOf('/', start);
            end = end < 0 ? path.length() : end;
            if (end > start) {
                segments[next++] = path.substring(start, end);
            }
            start = end + 1;
        }
        return segments;
    }

    /** Returns the most specific request with this method, or null. */
    @Nullable
    Request find(String method, String[] path) {
        return find(root, method, path, 0);
    }

    /** Each node is asked at most once for each segment, since a template has one rest at most. */
    private static @Nullable Request find(Node node, String method, String[] path, int at) {
        if (at == path.length) {
            return node.request(method);
        }
        String segment = path[at];
        Node literal = node.literals.isEmpty() ? null : node.literals.get(key(segment));
        Request found = literal == null ? null : find(literal, method, path, at + 1);
        for (int i = 0; found == null && i < node.parts.size(); i++) {
            Node child = node.parts.get(i);
            if (child.segment != null && child.segment.matches(segment)) {
                found = find(child, method, path, at + 1);
            }
        }
        if (found == null && node.parameter != null) {
            found = find(node.parameter, method, path, at + 1);
        }
        for (int end = at + 1; found == null && node.rest != null && end <= path.length; end++) {
            found = find(node.rest, method, path, end);
        }
        return found;
    }

    /** How a literal is looked up: in lower case and without matrix parameters, as servers may take it. */
    private static String key(String segment) {
        int semicolon = segment.indexOf(';');
        return lower(semicolon > 0 ? segment.substring(0, semicolon) : segment);
    }

    private static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128 || (c >= 'A' && c <= 'Z')) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    /** What may stand at one place of a path. */
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<Node> parts = new ArrayList<>();
        private final Map<String, Request> requests = new HashMap<>();
        private @Nullable Segment segment;
        private @Nullable Node parameter;
        private @Nullable Node rest;

        @Nullable
        Request request(String method) {
            Request request = requests.get(method);
            return request != null ? request : requests.get("*");
        }

        Node child(Segment wanted) {
            if (wanted.isLiteral()) {
                return literals.computeIfAbsent(key(wanted.literals().get(0)), unused -> new Node());
            }
            if (wanted.rest()) {
                rest = rest == null ? new Node() : rest;
                return rest;
            }
            if (wanted.isParameter()) {
                parameter = parameter == null ? new Node() : parameter;
                return parameter;
            }
            for (Node part : parts) {
                if (part.segment != null && part.segment.shape().equals(wanted.shape())) {
                    return part;
                }
            }
            Node part = new Node();
            part.segment = wanted;
            parts.add(part);
            return part;
        }

        /** The longer the literal parts, the more specific; the depth is that of the templates. */
        void sort() {
            parts.sort((a, b) -> length(b) - length(a));
            literals.values().forEach(Node::sort);
            parts.forEach(Node::sort);
            if (parameter != null) {
                parameter.sort();
            }
            if (rest != null) {
                rest.sort();
            }
        }

        private static int length(Node node) {
            return node.segment == null ? 0 : node.segment.literalLength();
        }
    }
}
