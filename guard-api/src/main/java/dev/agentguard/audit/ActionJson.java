package dev.agentguard.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.Database;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.effect.SecretOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Actions as JSON without secrets and within bounds: what may be written down, and what a human is shown. */
public final class ActionJson {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_TEXT = 1_000;
    private static final int LONGEST_LINE = 2_000;
    private static final int MOST = 50;
    private static final int DEEPEST = 4;
    private static final Set<String> BEFORE_SECRETS = Set.of("-u", "--user", "-p");

    private final Redactor redactor;

    ActionJson(Redactor redactor) {
        this.redactor = redactor;
    }

    /**
     * Returns an action without secrets.
     *
     * @param action the action
     * @param fingerprints the fingerprints of credentials that it is known to carry
     * @return its JSON
     */
    public static ObjectNode withoutSecrets(Action action, Set<String> fingerprints) {
        return new ActionJson(new Redactor(fingerprints)).render(action);
    }

    /**
     * Returns the text of a body without secrets. The record keeps its digest alone; this is for the human who is asked.
     *
     * @param body the body
     * @param fingerprints as above
     * @param longest how many characters at most
     * @return the text, or null if there is none that could be read
     */
    public static @Nullable String withoutSecrets(Body body, Set<String> fingerprints, int longest) {
        if (body.notInspected() != null || body.isEmpty()) {
            return null;
        }
        String text = body.text();
        return text.indexOf('\0') >= 0 || text.indexOf('\ufffd') >= 0
                ? null
                : new Redactor(fingerprints).foreign(text, longest);
    }

    /**
     * Returns whether a text holds what would be masked.
     *
     * @param text the text, such as a tool's arguments
     * @return true if a part of it looks like a secret
     */
    public static boolean holdsSecret(String text) {
        return !new Redactor(Set.of()).foreign(text, text.length()).equals(text);
    }

    ObjectNode render(Action action) {
        if (action instanceof HttpCall call) {
            return http(call);
        }
        if (action instanceof ToolCall call) {
            return tool(call);
        }
        if (action instanceof SqlCall call) {
            ObjectNode json = start("sql").put("sql", redactor.foreign(call.sql(), LONGEST_LINE));
            json.set("size", size(call.sql().getBytes(StandardCharsets.UTF_8)));
            Database database = call.database();
            if (database != null) {
                json.set("database", database(database));
            }
            return json;
        }
        return action instanceof StoreCommand command ? store(command) : process((ProcessStart) action);
    }

    private ObjectNode store(StoreCommand command) {
        ObjectNode json = start("store")
                .put("store", command.store().name().toLowerCase(Locale.ROOT))
                .put("command", redactor.own(command.name(), LONGEST_NAME));
        ArrayNode hosts = json.putArray("hosts");
        command.hosts().stream().limit(MOST).forEach(host -> hosts.add(redactor.own(host, LONGEST_NAME)));
        put(json, "database", command.database());
        ObjectNode arguments = json.putObject("arguments");
        command.arguments().entrySet().stream()
                .limit(MOST)
                .forEach(argument ->
                        put(arguments, redactor.own(argument.getKey(), LONGEST_NAME), argument.getValue(), 0));
        put(json, "sha256", command.digest());
        return json;
    }

    private ObjectNode database(Database database) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "address", database.address());
        put(json, "server", database.server());
        put(json, "name", database.name());
        put(json, "schema", database.schema());
        put(json, "unknown", database.unknown());
        return json;
    }

    private void put(ObjectNode json, String key, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.put(key, redactor.foreign(value, LONGEST_NAME));
        }
    }

    private ObjectNode http(HttpCall call) {
        ObjectNode json = start("http").put("method", redactor.own(call.method(), LONGEST_NAME));
        url(json, call.url());
        ArrayNode headers = json.putArray("headers");
        call.headers().keySet().stream().limit(MOST).forEach(name -> headers.add(redactor.own(name, LONGEST_NAME)));
        json.set("body", body(call.body()));
        return json;
    }

    /** The origin without user information, the path, and the names of the query's parameters. */
    private void url(ObjectNode json, String url) {
        int fragment = url.indexOf('#');
        String rest = fragment < 0 ? url : url.substring(0, fragment);
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        int slashes = rest.indexOf("//");
        int host = slashes < 0 || rest.indexOf('/') < slashes ? 0 : slashes + 2;
        int path = rest.indexOf('/', host);
        path = path < 0 ? rest.length() : path;
        int user = rest.lastIndexOf('@');
        if (user >= host && user > path && rest.substring(host, path).indexOf(':') >= 0) {
            // a slash in the password: the host stands behind the last @
            path = rest.indexOf('/', user);
            path = path < 0 ? rest.length() : path;
        } else {
            user = rest.lastIndexOf('@', path - 1);
        }
        String origin = rest.substring(0, host) + rest.substring(user >= host ? user + 1 : host, path);
        json.put("origin", redactor.own(origin, LONGEST_TEXT));
        json.put("path", redactor.own(rest.substring(path), LONGEST_TEXT));
        if (!query.isEmpty()) {
            ArrayNode names = json.putArray("query");
            for (String parameter : query.split("[&;]", MOST + 1)) {
                int equals = parameter.indexOf('=');
                String name = equals < 0 ? parameter : parameter.substring(0, equals);
                names.add(names.size() < MOST ? redactor.own(name, LONGEST_NAME) : "…");
            }
        }
    }

    private ObjectNode body(Body body) {
        String notInspected = body.notInspected();
        return notInspected == null
                ? size(body.bytes())
                : JsonNodeFactory.instance.objectNode().put("notInspected", redactor.own(notInspected, LONGEST_VALUE));
    }

    private ObjectNode tool(ToolCall call) {
        Map<String, ToolDeclaration.Role> roles = call.declaration().parameters().stream()
                .collect(Collectors.toMap(
                        ToolDeclaration.Parameter::name, ToolDeclaration.Parameter::role, (one, other) -> one));
        ObjectNode json = start("tool").put("tool", redactor.own(call.tool(), LONGEST_NAME));
        ObjectNode arguments = json.putObject("arguments");
        call.arguments().entrySet().stream().limit(MOST).forEach(argument -> {
            String name = redactor.own(argument.getKey(), LONGEST_NAME);
            ToolDeclaration.Role role = roles.get(argument.getKey());
            if (role == ToolDeclaration.Role.HTTP_HEADERS || role == ToolDeclaration.Role.HTTP_BODY) {
                arguments.set(name, size(String.valueOf(argument.getValue()).getBytes(StandardCharsets.UTF_8)));
            } else if (role == ToolDeclaration.Role.HTTP_URL && argument.getValue() instanceof String url) {
                url(arguments.putObject(name), url);
            } else {
                put(arguments, name, argument.getValue(), 0);
            }
        });
        if (call.arguments().size() > MOST) {
            json.put("argumentsOmitted", call.arguments().size() - MOST);
        }
        put(json, "undoneBy", call.declaration().undoneBy());
        call.undoneIfRefused().stream()
                .limit(MOST)
                .forEach(undone -> json.withArray("undoneIfRefused").add(redactor.own(undone, LONGEST_NAME)));
        return json;
    }

    private void put(ObjectNode json, String name, @Nullable Object value, int depth) {
        json.set(name, value != null && SecretNames.test(name) ? TextNode.valueOf(Redactor.MASK) : value(value, depth));
    }

    private JsonNode value(@Nullable Object value, int depth) {
        if (value == null) {
            return NullNode.getInstance();
        }
        if (value instanceof Boolean bool) {
            return BooleanNode.valueOf(bool);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode nested = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (depth == DEEPEST || nested.size() == MOST) {
                    return nested.put("…", "…");
                }
                put(nested, redactor.own(String.valueOf(entry.getKey()), LONGEST_NAME), entry.getValue(), depth + 1);
            }
            return nested;
        }
        if (value instanceof List<?> list) {
            ArrayNode elements = JsonNodeFactory.instance.arrayNode();
            for (Object element : list) {
                if (depth == DEEPEST || elements.size() == MOST) {
                    return elements.add("…");
                }
                elements.add(value(element, depth + 1));
            }
            return elements;
        }
        return TextNode.valueOf(redactor.foreign(value.toString(), LONGEST_VALUE));
    }

    private ObjectNode process(ProcessStart start) {
        ObjectNode json = start("process");
        ArrayNode command = json.putArray("command");
        String previous = "";
        String program =
                start.command().isEmpty() ? "" : programOf(start.command().get(0));
        boolean signsIn = start.command().contains("login");
        for (String argument :
                start.command().subList(0, Math.min(MOST, start.command().size()))) {
            boolean secret = BEFORE_SECRETS.contains(previous)
                    || (previous.startsWith("-") && SecretNames.test(previous))
                    || SecretOptions.takesSecret(program, previous, signsIn)
                    || SecretOptions.holdsSecret(program, argument);
            command.add(secret ? Redactor.MASK : redactor.foreign(argument, LONGEST_TEXT));
            previous = argument;
        }
        if (start.command().size() > MOST) {
            json.put("argumentsOmitted", start.command().size() - MOST);
        }
        if (!start.environment().isEmpty()) {
            environment(json.putObject("environment"), start.environment());
        }
        if (start.directory() != null) {
            json.put("directory", redactor.foreign(start.directory(), LONGEST_TEXT));
        }
        return json;
    }

    private void environment(ObjectNode json, Map<String, String> environment) {
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            if (json.size() >= MOST) {
                return;
            }
            String name = redactor.foreign(variable.getKey(), LONGEST_TEXT);
            json.put(
                    name,
                    SecretNames.test(variable.getKey())
                            ? Redactor.MASK
                            : redactor.foreign(variable.getValue(), LONGEST_TEXT));
        }
    }

    private static String programOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static ObjectNode size(byte[] bytes) {
        return JsonNodeFactory.instance.objectNode().put("bytes", bytes.length).put("sha256", Hash.of(bytes));
    }

    private static ObjectNode start(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }
}
