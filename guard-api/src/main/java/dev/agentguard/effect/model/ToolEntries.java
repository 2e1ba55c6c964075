package dev.agentguard.effect.model;

import dev.agentguard.effect.model.ModelTool.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the fields of a request say of tools. What a provider names a type that is not known here counts as run by
 * the provider. Not safe for use by threads.
 */
final class ToolEntries {

    /** More of one request are not told apart. */
    private static final int MOST = 100;

    private static final int MOST_ENTRIES = 10_000;
    private static final int DEEPEST = 3;

    /** Their calls come back as calls of a tool by its name, which are judged when they run. */
    private static final Set<String> CALLED_BY_NAME = Set.of("function", "custom");

    /** Anthropic's own definitions of tools that the caller runs; their calls come back by name too. */
    private static final List<String> CALLED_BY_NAME_SINCE = List.of(
            "bash_20", "text_editor_20", "memory_20", "computer_20", "computer_toolset_20", "browser_toolset_20");

    /** They find tools among those that the request declares, and run none. */
    private static final List<String> FINDS_TOOLS = List.of("tool_search");

    /** OpenAI's, which come back as items of their own that the application carries out. */
    private static final Set<String> CARRIED_OUT_HERE =
            Set.of("computer", "computer_use_preview", "local_shell", "apply_patch");

    /** Fields by which a definition without a type says that it is a function. */
    private static final Set<String> OF_A_FUNCTION =
            Set.of("name", "function", "functionDeclarations", "function_declarations");

    /** Gemini's, whose calls come back as calls of functions. */
    private static final Set<String> BY_FUNCTION_CALLS = Set.of("computerUse", "computer_use");

    private final Set<ModelTool> found = new LinkedHashSet<>();
    private int entries;

    List<ModelTool> found() {
        return List.copyOf(found);
    }

    /** Takes one field of a request's body. */
    void field(String name, @Nullable Object value) {
        switch (name) {
            case "tools", "serverTools" -> tools(value, 0);
            case "mcp_servers", "mcpServers" -> servers(value);
            case "web_search_options" -> {
                if (value != null) {
                    add(ModelTool.atProvider("web_search"));
                }
            }
            case "requests" -> batch(value);
            default -> {
                // says nothing of tools
            }
        }
    }

    private void batch(@Nullable Object requests) {
        if (requests instanceof List<?> list) {
            for (Object request : list) {
                if (goesOn() && request instanceof Map<?, ?> one && one.get("params") instanceof Map<?, ?> params) {
                    tools(params.get("tools"), 0);
                    servers(params.get("mcp_servers"));
                }
            }
        }
    }

    private void tools(@Nullable Object tools, int depth) {
        if (tools instanceof List<?> list) {
            for (Object tool : list) {
                if (!goesOn()) {
                    return;
                }
                if (tool instanceof Map<?, ?> definition) {
                    tool(definition, depth);
                } else if (tool instanceof String name) {
                    add(ModelTool.atProvider(name));
                }
            }
        }
    }

    private void tool(Map<?, ?> definition, int depth) {
        if (!(definition.get("type") instanceof String type)) {
            untyped(definition);
        } else if (type.equals("namespace") && depth < DEEPEST) {
            tools(definition.get("tools"), depth + 1);
        } else if (type.equals("mcp")) {
            server(definition);
        } else if (CARRIED_OUT_HERE.contains(type) || (type.equals("shell") && isLocal(definition))) {
            add(ModelTool.inApplication(type));
        } else if (!CALLED_BY_NAME.contains(type)
                && !type.equals("mcp_toolset") // of a server that stands under `mcp_servers`
                && !begins(type, CALLED_BY_NAME_SINCE)
                && !begins(type, FINDS_TOOLS)) {
            add(ModelTool.atProvider(type));
        }
    }

    /** OpenAI's shell runs in a container of theirs only where the definition names one. */
    private static boolean isLocal(Map<?, ?> shell) {
        return !(shell.get("environment") instanceof Map<?, ?> environment) || "local".equals(environment.get("type"));
    }

    /** A function, or what Gemini has: each tool a field of its own. */
    private void untyped(Map<?, ?> definition) {
        if (definition.containsKey("name") || definition.containsKey("function")) {
            return;
        }
        definition.forEach((key, value) -> {
            String field = String.valueOf(key);
            if (field.equals("mcpServers") || field.equals("mcp_servers")) {
                servers(value);
            } else if (value != null && !OF_A_FUNCTION.contains(field) && !BY_FUNCTION_CALLS.contains(field)) {
                add(ModelTool.atProvider(snake(field)));
            }
        });
    }

    private void servers(@Nullable Object servers) {
        if (servers instanceof List<?> list) {
            for (Object one : list) {
                if (goesOn() && one instanceof Map<?, ?> server) {
                    server(server);
                }
            }
        }
    }

    /** Known by its host: what stands after it in a URL may be secret. */
    private void server(Map<?, ?> server) {
        Object transport = server.get("streamableHttpTransport");
        for (Object url : new @Nullable Object[] {
            server.get("url"), server.get("server_url"), transport instanceof Map<?, ?> http ? http.get("url") : null
        }) {
            if (url instanceof String text) {
                add(ModelTool.atProvider("mcp:" + ModelHost.of(text)));
                return;
            }
        }
        for (String key : List.of("connector_id", "tunnel_id", "server_label", "name")) {
            if (server.get(key) instanceof String name) {
                add(ModelTool.atProvider("mcp:" + name));
                return;
            }
        }
        add(ModelTool.atProvider("mcp"));
    }

    private boolean goesOn() {
        return entries++ < MOST_ENTRIES && found.size() < MOST;
    }

    private void add(ModelTool tool) {
        if (found.size() < MOST) {
            found.add(tool);
        }
    }

    /** What could not be looked at may hold any tool. */
    static ModelTool notLookedAt() {
        return new ModelTool("?", Place.UNKNOWN);
    }

    private static boolean begins(String type, List<String> beginnings) {
        return beginnings.stream().anyMatch(type::startsWith);
    }

    private static String snake(String camel) {
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }
}
