package dev.agentguard.javaagent.tool;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** LangChain4j's clients of the Model Context Protocol, reached by names. */
final class McpClients {

    private static final String EXECUTOR = "dev.langchain4j.mcp.McpToolExecutor";
    private static final String CLIENT = "dev.langchain4j.mcp.client.McpClient";
    private static final String DEFAULT_CLIENT = "dev.langchain4j.mcp.client.DefaultMcpClient";

    /** Of the transports, those of all releases. */
    private static final List<String> ADDRESSES = List.of("url", "sseUrl", "command");

    private McpClients() {}

    /** Returns the client that an executor calls, or that it is itself; null if it is none of MCP. */
    static @Nullable Object client(Object executor) {
        if (isDefault(executor)) {
            return executor;
        }
        return executor.getClass().getName().equals(EXECUTOR) ? field(executor, "mcpClient") : null;
    }

    /** Returns the name that a tool has at its server: a mapper may have given it another one. */
    static String nameAtServer(Object executor, String shown) {
        return field(executor, "fixedToolName") instanceof Optional<?> fixed && fixed.isPresent()
                ? String.valueOf(fixed.get())
                : shown;
    }

    /** Returns the name that the application gave a client; never what the server says. */
    static String name(Object client) {
        Object key = call(client, "key");
        return key == null || isRandom(key.toString()) ? "" : key.toString();
    }

    static String address(Object client) {
        Object transport = isDefault(client) ? field(client, "transport") : null;
        for (String name : ADDRESSES) {
            Object address = transport == null ? null : field(transport, name);
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

    /** Asks a client for the tools of its server; null if it does not answer. */
    static @Nullable Collection<?> list(Object client) {
        return call(client, "listTools") instanceof Collection<?> tools ? tools : null;
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
