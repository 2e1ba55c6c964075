package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the requests of a pack that speaks of HTTP. */
final class RequestParser {

    /** The registered methods (https://www.iana.org/assignments/http-methods) and some that services use beside them. */
    private static final Set<String> METHODS = Set.of(
            "ACL",
            "BASELINE-CONTROL",
            "BIND",
            "CHECKIN",
            "CHECKOUT",
            "CONNECT",
            "COPY",
            "DELETE",
            "GET",
            "HEAD",
            "LABEL",
            "LINK",
            "LOCK",
            "MERGE",
            "MKACTIVITY",
            "MKCALENDAR",
            "MKCOL",
            "MKREDIRECTREF",
            "MKWORKSPACE",
            "MOVE",
            "OPTIONS",
            "ORDERPATCH",
            "PATCH",
            "POST",
            "PROPFIND",
            "PROPPATCH",
            "PUT",
            "QUERY",
            "REBIND",
            "REPORT",
            "SEARCH",
            "TRACE",
            "UNBIND",
            "UNCHECKOUT",
            "UNLINK",
            "UNLOCK",
            "UPDATE",
            "UPDATEREDIRECTREF",
            "VERSION-CONTROL",
            "LIST",
            "PURGE",
            "BAN",
            "REFRESH",
            "VIEW",
            "SUBSCRIBE",
            "UNSUBSCRIBE",
            "NOTIFY");

    private final Function<YamlNode, Rule> rules;

    RequestParser(Function<YamlNode, Rule> rules) {
        this.rules = rules;
    }

    RequestTable parse(YamlNode node) {
        List<Request> requests = new ArrayList<>();
        Map<String, String> shapes = new HashMap<>();
        node.entries().forEach((key, value) -> {
            Request request = request(node.keyNode(key), key, value);
            String same = shapes.putIfAbsent(shape(request), key);
            if (same != null) {
                throw node.keyNode(key).error("the same request as `" + same + "`");
            }
            requests.add(request);
        });
        return new RequestTable(requests);
    }

    private Request request(YamlNode key, String text, YamlNode value) {
        int space = text.indexOf(' ');
        String method = space < 0 ? text : text.substring(0, space);
        if (space < 0 || !isMethod(method)) {
            throw key.expected("method and path such as `DELETE /things/{id}`");
        }
        if (!method.equals("*") && !METHODS.contains(method)) {
            throw key.error("`" + method + "` is no registered method, expected one such as `DELETE`, or `*`");
        }
        PathTemplate template;
        try {
            template = PathTemplate.parse(text.substring(space + 1).strip());
        } catch (IllegalArgumentException e) {
            throw key.expected(String.valueOf(e.getMessage()));
        }
        YamlNode dryRuns = value.get("dry-run");
        return new Request(
                method,
                template,
                rules.apply(value),
                PackParser.flag(value.get("alone")),
                dryRuns == null || dryRuns.bool());
    }

    static boolean isMethod(String text) {
        return text.equals("*")
                || (!text.isEmpty()
                        && text.length() <= 20
                        && text.chars().allMatch(c -> c == '-' || c == '_' || (c >= 'A' && c <= 'Z')));
    }

    private static String shape(Request request) {
        List<String> shape = new ArrayList<>();
        request.template().segments().forEach(segment -> shape.add(segment.shape()));
        return request.method() + " " + String.join("/", shape);
    }

    /** Returns what marks a dry run, or null if the pack does not say. */
    static @Nullable DryRun dryRun(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        return new DryRun(Argument.parse(node.require("argument").string()), CaseParser.plainCondition(node));
    }
}
