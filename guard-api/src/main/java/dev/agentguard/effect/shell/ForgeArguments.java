package dev.agentguard.effect.shell;

import dev.agentguard.action.Body;
import dev.agentguard.effect.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The request that {@code gh api} or {@code glab api} sends, so that it is read by what is known of the interface and not
 * by its method alone. Not safe for use by threads.
 */
final class ForgeArguments {

    private static final String GRAPHQL = "graphql";

    /** Where a program's interface is, what stands in front of its paths and where it speaks GraphQL. */
    private enum Forge {
        GITHUB("api.github.com", "/", "/graphql", "/api/v3/", "/api/graphql"),
        GITLAB("gitlab.com", "/api/v4/", "/api/graphql", "/api/v4/", "/api/graphql");

        private final String host;
        private final String paths;
        private final String graphQl;
        private final String pathsElsewhere;
        private final String graphQlElsewhere;

        Forge(String host, String paths, String graphQl, String pathsElsewhere, String graphQlElsewhere) {
            this.host = host;
            this.paths = paths;
            this.graphQl = graphQl;
            this.pathsElsewhere = pathsElsewhere;
            this.graphQlElsewhere = graphQlElsewhere;
        }

        String url(String hostName, String endpoint) {
            boolean elsewhere = !hostName.isEmpty() && !hostName.equals(host) && !hostName.equals("github.com");
            String start = "https://" + (elsewhere ? hostName : host);
            if (endpoint.equals(GRAPHQL)) {
                return start + (elsewhere ? graphQlElsewhere : graphQl);
            }
            return start + (elsewhere ? pathsElsewhere : paths) + endpoint;
        }
    }

    private final Requests requests;
    private final Forge forge;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final List<String> operands = new ArrayList<>(2);
    private @Nullable String method;
    private String hostName = "";
    private @Nullable String unread;

    private ForgeArguments(Requests requests, Forge forge) {
        this.requests = requests;
        this.forge = forge;
    }

    /** Reads the arguments; false if they are none that send a request of the caller's own. */
    static boolean read(String program, List<Word> arguments, Requests requests) {
        if (arguments.isEmpty()
                || !arguments.get(0).known()
                || !arguments.get(0).text().equals("api")) {
            return false;
        }
        Forge forge = program.equals("gh") ? Forge.GITHUB : Forge.GITLAB;
        return new ForgeArguments(requests, forge).send(arguments.subList(1, arguments.size()));
    }

    private boolean send(List<Word> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String text = arguments.get(i).text();
            if (text.equals("--help") || text.equals("-h")) {
                return false;
            }
            if (!text.startsWith("-") || text.length() < 2) {
                operands.add(text);
                continue;
            }
            boolean named = text.startsWith("--");
            int equals = named ? text.indexOf('=') : -1;
            String name = equals > 0 ? text.substring(0, equals) : named ? text : text.substring(0, 2);
            String own = equals > 0 ? text.substring(equals + 1) : named ? "" : text.substring(2);
            if (!takesValue(name)) {
                continue;
            }
            boolean follows = equals < 0 && own.isEmpty();
            String value = !follows
                    ? own
                    : i + 1 < arguments.size() ? arguments.get(i + 1).text() : "";
            option(name, value);
            i += follows ? 1 : 0;
        }
        if (operands.size() != 1) {
            return false;
        }
        send(operands.get(0));
        return true;
    }

    private static boolean takesValue(String name) {
        return switch (name) {
            case "-X",
                    "--method",
                    "-f",
                    "--raw-field",
                    "-F",
                    "--field",
                    "-H",
                    "--header",
                    "--input",
                    "--hostname",
                    "--cache",
                    "-q",
                    "--jq",
                    "-t",
                    "--template",
                    "-p",
                    "--preview",
                    "--form",
                    "--output" -> true;
            default -> false;
        };
    }

    private void option(String name, String value) {
        switch (name) {
            case "-X", "--method" -> method = value.toUpperCase(Locale.ROOT);
            case "-f", "--raw-field", "-F", "--field", "--form" -> field(name, value);
            case "-H", "--header" -> {
                int colon = value.indexOf(':');
                if (colon > 0) {
                    headers.put(
                            value.substring(0, colon).strip(),
                            List.of(value.substring(colon + 1).strip()));
                }
            }
            case "--input" -> unread = "a file that is not read";
            case "--hostname" -> hostName = value.toLowerCase(Locale.ROOT);
            default -> {}
        }
    }

    private void field(String option, String text) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        String value = equals < 0 ? "" : text.substring(equals + 1);
        if (value.startsWith("@") && !option.equals("-f") && !option.equals("--raw-field")) {
            unread = "a file that is not read";
        }
        int bracket = name.indexOf('[');
        fields.computeIfAbsent(bracket > 0 ? name.substring(0, bracket) : name, unused -> new ArrayList<>())
                .add(value);
    }

    private void send(String operand) {
        String endpoint = operand.startsWith("/") ? operand.substring(1) : operand;
        boolean written = endpoint.contains("://");
        String url = written ? endpoint : forge.url(hostName, endpoint);
        boolean given = !fields.isEmpty() || unread != null;
        String verb = method != null ? method : given ? "POST" : "GET";
        if (verb.equals("GET") && !endpoint.equals(GRAPHQL)) {
            requests.send(verb, url, headers, Body.empty());
            return;
        }
        headers.putIfAbsent("Content-Type", List.of("application/json"));
        String problem = unread;
        requests.send(
                verb,
                url,
                headers,
                problem != null ? Body.notInspected(problem) : given ? Body.of(json(endpoint)) : Body.empty());
    }

    /** The fields as the program sends them; those of a GraphQL request but its own two are variables. */
    private String json(String endpoint) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Object> variables = new LinkedHashMap<>();
        fields.forEach((name, given) -> {
            List<Object> typed = new ArrayList<>(given.size());
            given.forEach(value -> typed.add(typed(value)));
            Object value = typed.size() == 1 ? typed.get(0) : typed;
            boolean variable = endpoint.equals(GRAPHQL) && !name.equals("query") && !name.equals("operationName");
            (variable ? variables : values).put(name, value);
        });
        if (!variables.isEmpty()) {
            values.put("variables", variables);
        }
        return JsonText.of(values);
    }

    /** Some options send these as what they look like; read so in either case. */
    private static Object typed(String value) {
        return value.equals("true") || value.equals("false") ? Boolean.valueOf(value) : value;
    }
}
