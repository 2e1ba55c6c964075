package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What servers of the Model Context Protocol say of their tools, as LangChain4j's clients read it. A list is handed on
 * once, and again when the server says that it changed. Threadsafe.
 */
final class McpTools {

    private static final String SCHEMAS = "dev.langchain4j.internal.JsonSchemaElementUtils";
    private static final String SCHEMA = "dev.langchain4j.model.chat.request.json.JsonSchemaElement";
    private static final List<String> HINTS =
            List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    /** By client; all instrumentations share it. */
    private static final Map<Object, Listing> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private McpTools() {}

    /** The tools of a server by their names there, and the list that they were read from. */
    private record Listing(Collection<?> source, Map<String, Object> tools) {}

    /** Takes note of the tools that a client has read. */
    static Listing listed(Object client, Collection<?> source) throws ReflectiveOperationException {
        Listing before = KNOWN.get(client);
        if (before != null && before.source() == source) {
            return before;
        }
        Map<String, Object> tools = new LinkedHashMap<>();
        for (Object tool : source) {
            tools.put(String.valueOf(Reflect.call(tool, "name")), tool);
        }
        List<Map<String, @Nullable Object>> plain = new ArrayList<>();
        for (Map.Entry<String, Object> tool : tools.entrySet()) {
            plain.add(plain(client, tool.getKey(), said(tool.getValue()), null));
        }
        GuardBridge.call(
                "mcp.listed",
                Map.of("client", McpClients.name(client), "address", McpClients.address(client), "tools", plain));
        Listing listing = new Listing(source, tools);
        KNOWN.put(client, listing);
        return listing;
    }

    /**
     * Returns what the server says now of a tool that is about to be called.
     *
     * @param executor what runs the tool
     * @param name the tool's name, as the model knows it
     * @return the tool as the bridge carries it, or null if it is of no server
     */
    static @Nullable Map<String, @Nullable Object> of(Object executor, String name) {
        Object client = McpClients.client(executor);
        if (client == null) {
            return null;
        }
        String there = executor == client ? name : McpClients.nameAtServer(executor, name);
        try {
            Listing listing = McpClients.keepsList(client) ? null : KNOWN.get(client);
            if (listing == null) {
                Collection<?> tools = McpClients.list(client);
                if (tools == null) {
                    return plain(client, there, null, "its server cannot be asked for its tools");
                }
                listing = listed(client, tools);
            }
            Object tool = listing.tools().get(there);
            return plain(client, there, tool == null ? null : said(tool), null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return plain(client, there, null, "its server cannot be asked for its tools");
        }
    }

    private static Map<String, @Nullable Object> plain(
            Object client, String name, @Nullable Map<String, @Nullable Object> said, @Nullable String unknown) {
        Map<String, @Nullable Object> plain = new HashMap<>();
        plain.put("client", McpClients.name(client));
        plain.put("address", McpClients.address(client));
        plain.put("name", name);
        plain.put("said", said);
        plain.put("unknown", unknown);
        return plain;
    }

    private static Map<String, @Nullable Object> said(Object tool) throws ReflectiveOperationException {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("description", Reflect.call(tool, "description"));
        Object parameters = Reflect.call(tool, "parameters");
        if (parameters != null) {
            ClassLoader loader = tool.getClass().getClassLoader();
            Method toMap =
                    Class.forName(SCHEMAS, true, loader).getMethod("toMap", Class.forName(SCHEMA, false, loader));
            said.put("input", toMap.invoke(null, parameters));
        }
        // since 1.10
        Method accessor = Reflect.method(tool.getClass(), "metadata");
        Map<?, ?> metadata = accessor != null && accessor.invoke(tool) instanceof Map<?, ?> map ? map : Map.of();
        said.put("output", metadata.get("outputSchema"));
        said.put("title", metadata.get("title"));
        Map<String, @Nullable Object> hints = new LinkedHashMap<>();
        for (String hint : HINTS) {
            if (metadata.get(hint) instanceof Boolean given) {
                hints.put(hint, given);
            }
        }
        hints.put("title", metadata.get("title-annotation"));
        hints.values().removeIf(value -> value == null);
        said.put("hints", hints);
        said.values().removeIf(value -> value == null);
        return said;
    }
}
