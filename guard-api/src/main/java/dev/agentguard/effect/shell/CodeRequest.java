package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Word;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request that a call in inline code sends. */
final class CodeRequest {

    private final CodeReader reader;
    private final Map<String, Word> variables;

    CodeRequest(CodeReader reader, Map<String, Word> variables) {
        this.reader = reader;
        this.variables = variables;
    }

    /** {@code requests.delete(url)}: the function's name is the method. */
    void send(String name, List<List<CodeToken>> arguments) {
        String method = name.equals("del") ? "DELETE" : name.toUpperCase(Locale.ROOT);
        request(method, arguments);
    }

    /** {@code fetch(url, {method: "DELETE"})}. */
    void fetch(List<List<CodeToken>> arguments) {
        String method = named(arguments, "method");
        if (method == null && !arguments.isEmpty() && arguments.size() > 1) {
            String first = CodeValue.text(arguments.get(0), variables).text();
            method = isMethod(first) ? first : null;
        }
        boolean body = holds(arguments, "body") || holds(arguments, "data") || holds(arguments, "json");
        request(method == null ? body ? "POST" : "GET" : method.toUpperCase(Locale.ROOT), arguments);
    }

    private void request(String method, List<List<CodeToken>> arguments) {
        String url = "http://unknown";
        for (List<CodeToken> argument : arguments) {
            String text = CodeValue.text(argument, variables).text();
            if (text.contains("://")) {
                url = text;
                break;
            }
        }
        String given = named(arguments, "url");
        boolean bodiless =
                method.equals("GET") || method.equals("HEAD") || method.equals("DELETE") || method.equals("OPTIONS");
        String query = named(arguments, "query");
        Body body = bodiless
                ? Body.empty()
                : query == null
                        ? Body.notInspected("the body is made when it runs")
                        : Body.of("{\"query\":" + JsonText.quoted(query) + "}");
        reader.http(new HttpCall(method, given != null && given.contains("://") ? given : url, Map.of(), body));
    }

    private static boolean isMethod(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> true;
            default -> false;
        };
    }

    /** The text that stands behind {@code name:}, {@code name=} or {@code 'name':}. */
    private static @Nullable String named(List<List<CodeToken>> arguments, String name) {
        for (List<CodeToken> argument : arguments) {
            for (int i = 0; i + 2 < argument.size(); i++) {
                boolean key =
                        argument.get(i).text().equals(name) && argument.get(i).kind() != CodeToken.Kind.MARK;
                boolean joined =
                        argument.get(i + 1).is(":") || argument.get(i + 1).is("=");
                if (key && joined && argument.get(i + 2).isString()) {
                    return argument.get(i + 2).text();
                }
            }
        }
        return null;
    }

    private static boolean holds(List<List<CodeToken>> arguments, String name) {
        for (List<CodeToken> argument : arguments) {
            for (int i = 0; i + 1 < argument.size(); i++) {
                if (argument.get(i).text().equals(name)
                        && (argument.get(i + 1).is(":") || argument.get(i + 1).is("="))) {
                    return true;
                }
            }
        }
        return false;
    }
}
