package dev.agentguard.pack;

import dev.agentguard.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the requests of a pack that speaks of HTTP. */
final class RequestParser {

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
