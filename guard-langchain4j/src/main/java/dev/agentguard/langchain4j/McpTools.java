package dev.agentguard.langchain4j;

import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolServer;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What servers of the Model Context Protocol say of the tools of one service. A list is handed on once, and again when the
 * server says that it changed. Threadsafe.
 */
final class McpTools {

    private static final List<String> HINTS =
            List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

    private final ToolGate gate;
    private final GuardFailures failures;
    private final Map<Object, Listing> known = Collections.synchronizedMap(new WeakHashMap<>());

    McpTools(ToolGate gate, GuardFailures failures) {
        this.gate = gate;
        this.failures = failures;
    }

    /** A tool that a model is offered. */
    record Offered(ToolSpecification specification, ToolExecutor executor) {}

    /** The tools of a server by their names there, and the list that they were read from. */
    private record Listing(@Nullable List<ToolSpecification> source, Map<String, ToolSpecification> tools) {}

    /** Takes note of the servers behind executors, before the model reads what they say. Never throws. */
    void listed(List<Offered> tools) {
        try {
            byClient(tools).forEach((client, shown) -> listed(client, McpClients.keepsList(client) ? null : shown));
        } catch (RuntimeException | LinkageError e) {
            failures.report("guard could not read the tools of a server of", "MCP", e);
        }
    }

    /** Returns what the model is shown of each client's tools, by the names at their server. */
    private static IdentityHashMap<Object, List<ToolSpecification>> byClient(List<Offered> tools) {
        IdentityHashMap<Object, List<ToolSpecification>> shown = new IdentityHashMap<>();
        for (Offered tool : tools) {
            ToolExecutor executor = AgentExecutors.unwrapped(tool.executor());
            Object client = McpClients.client(executor);
            if (client != null) {
                String name =
                        McpClients.nameAtServer(executor, tool.specification().name());
                shown.computeIfAbsent(client, unused -> new ArrayList<>())
                        .add(tool.specification().toBuilder().name(name).build());
            }
        }
        return shown;
    }

    /**
     * @param shown what the model is shown, where asking the server would be one request more; else null
     */
    private Listing listed(Object client, @Nullable List<ToolSpecification> shown) {
        List<ToolSpecification> source = shown == null ? McpClients.list(client) : shown;
        Listing before = known.get(client);
        if (before != null && before.source() == source) {
            return before;
        }
        Map<String, ToolSpecification> tools = new LinkedHashMap<>();
        source.forEach(tool -> tools.put(tool.name(), tool));
        ToolServer server = McpClients.server(client);
        gate.listed(
                server,
                tools.values().stream()
                        .map(tool -> new ServerTool(server, tool.name(), said(tool), null))
                        .toList());
        Listing listing = new Listing(source, tools);
        known.put(client, listing);
        return listing;
    }

    /**
     * Returns what the server says now of a tool that is about to be called.
     *
     * @param executor what runs the tool
     * @param name the tool's name, as the model knows it
     * @return the tool, or null if it is of no server
     */
    @Nullable
    ServerTool of(ToolExecutor executor, String name) {
        Object client = McpClients.client(executor);
        if (client == null) {
            return null;
        }
        ToolServer server = McpClients.server(client);
        String there = McpClients.nameAtServer(executor, name);
        try {
            Listing listing = McpClients.keepsList(client) ? listed(client, null) : known.get(client);
            if (listing == null) {
                return new ServerTool(server, there, null, "its server was not asked for its tools");
            }
            ToolSpecification tool = listing.tools().get(there);
            return new ServerTool(server, there, tool == null ? null : said(tool), null);
        } catch (RuntimeException e) {
            return new ServerTool(server, there, null, "its server cannot be asked for its tools");
        }
    }

    private static Map<String, @Nullable Object> said(ToolSpecification tool) {
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("description", tool.description());
        if (tool.parameters() != null) {
            said.put("input", JsonSchemaElementUtils.toMap(tool.parameters()));
        }
        Map<?, ?> metadata = metadata(tool);
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

    /** Since 1.10. */
    private static Map<?, ?> metadata(ToolSpecification tool) {
        try {
            Method metadata = ToolSpecification.class.getMethod("metadata");
            return metadata.invoke(tool) instanceof Map<?, ?> map ? map : Map.of();
        } catch (ReflectiveOperationException e) {
            return Map.of();
        }
    }
}
