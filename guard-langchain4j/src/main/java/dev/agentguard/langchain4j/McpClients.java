package dev.agentguard.langchain4j;

import dev.agentguard.action.ToolServer;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** LangChain4j's clients of the Model Context Protocol, reached by names: its module need not be there. */
final class McpClients {

    private static final String EXECUTOR = "dev.langchain4j.mcp.McpToolExecutor";
    private static final String CLIENT = "dev.langchain4j.mcp.client.McpClient";
    private static final String DEFAULT_CLIENT = "dev.langchain4j.mcp.client.DefaultMcpClient";

    /** Of the transports, those of all releases. */
    private static final List<String> ADDRESSES = List.of("url", "sseUrl", "command");

    private McpClients() {}

    /** Returns the client that an executor calls, or null if it is none of MCP. */
    static @Nullable Object client(ToolExecutor executor) {
        return executor.getClass().getName().equals(EXECUTOR) ? field(executor, "mcpClient") : null;
    }

    /** Returns the name that a tool has at its server: a mapper may have given it another one. */
    static String nameAtServer(ToolExecutor executor, String shown) {
        return field(executor, "fixedToolName") instanceof Optional<?> fixed && fixed.isPresent()
                ? String.valueOf(fixed.get())
                : shown;
    }

    /** Returns what the application says of a client's server; never what the server says. */
    static ToolServer server(Object client) {
        Object key = call(client, "key");
        Object transport = isDefault(client) ? field(client, "transport") : null;
        return new ToolServer(
                key == null || isRandom(key.toString()) ? "" : key.toString(),
                transport == null ? "" : address(transport));
    }

    private static String address(Object transport) {
        for (String name : ADDRESSES) {
            Object address = field(transport, name);
            if (address instanceof Collection<?> words) {
                return words.stream().map(String::valueOf).collect(Collectors.joining(" "));
            }
            if (address != null) {
                return address.toString();
            }
        }
        return "";
    }

    /** A client that nobody named has a name that is another one after each start. */
    private static boolean isRandom(String key) {
        try {
            return UUID.fromString(key).toString().equals(key);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Returns whether a client keeps its list of tools, so that asking it again sends nothing. */
    static boolean keepsList(Object client) {
        return isDefault(client) && !Boolean.FALSE.equals(field(client, "cacheToolList"));
    }

    private static boolean isDefault(Object client) {
        return client.getClass().getName().equals(DEFAULT_CLIENT);
    }

    /**
     * Asks a client for the tools of its server.
     *
     * @param client the client
     * @return the tools, the same list as long as the server does not say that it changed
     * @throws IllegalStateException if the server does not answer
     */
    @SuppressWarnings("unchecked")
    static List<ToolSpecification> list(Object client) {
        Object tools = call(client, "listTools");
        if (tools == null) {
            throw new IllegalStateException("the server does not list its tools");
        }
        return (List<ToolSpecification>) tools;
    }

    private static @Nullable Object call(Object client, String method) {
        try {
            return Class.forName(CLIENT, false, client.getClass().getClassLoader())
                    .getMethod(method)
                    .invoke(client);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /** Returns the value of a field, or null if this release has none of that name. */
    private static @Nullable Object field(Object bearer, String name) {
        for (Class<?> type = bearer.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return value(field, bearer);
                }
            }
        }
        return null;
    }

    private static @Nullable Object value(Field field, Object bearer) {
        try {
            field.setAccessible(true);
            return field.get(bearer);
        } catch (IllegalAccessException | RuntimeException e) {
            return null;
        }
    }
}
