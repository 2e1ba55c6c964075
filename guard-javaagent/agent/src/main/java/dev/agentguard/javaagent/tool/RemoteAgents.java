package dev.agentguard.javaagent.tool;

import dev.agentguard.bridge.GuardBridge;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Agents elsewhere that LangChain4j asks over the A2A protocol. What one does there nobody sees here, so it is judged as a
 * tool of a server is: by its name and what its card says of it, and a card that changes is held. Threadsafe.
 */
final class RemoteAgents {

    private static final String CLIENT = "dev.langchain4j.agentic.a2a.A2AClientInstance";

    /** What stands for the arguments of a message that was judged already. */
    static final String MESSAGE = "a message that was judged";

    /** Cards that were handed on. */
    private static final Map<Object, Boolean> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private RemoteAgents() {}

    static boolean isOne(Object agent) {
        return clientOf(agent.getClass()) != null;
    }

    /**
     * Returns what is known of an agent that runs elsewhere.
     *
     * @param agent what the invoker calls
     * @param name its name
     * @return the agent as the bridge carries a tool of a server, or null if it runs here
     */
    static @Nullable Map<String, @Nullable Object> of(Object agent, String name) {
        Class<?> client = clientOf(agent.getClass());
        if (client == null) {
            return null;
        }
        try {
            return said(client.getMethod("agentCard").invoke(agent), name);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return said(null, name);
        }
    }

    /**
     * Returns what a card says, and sees to it that it is pinned.
     *
     * @param card the card, or null if it cannot be had
     * @param name the name that the agent is known by
     * @return the agent as the bridge carries a tool of a server
     */
    static Map<String, @Nullable Object> said(@Nullable Object card, String name) {
        if (card == null) {
            return plain(name, "", null, "its card cannot be read");
        }
        try {
            String address = address(card);
            Map<String, @Nullable Object> plain =
                    plain(name, address, Map.of("description", AgentInvokers.text(card, "description", "")), null);
            if (KNOWN.putIfAbsent(card, true) == null) {
                GuardBridge.call("mcp.listed", Map.of("client", name, "address", address, "tools", List.of(plain)));
            }
            return plain;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return plain(name, "", null, "its card cannot be read");
        }
    }

    /** Since version 1 of the protocol a card has no address of its own but those of its interfaces. */
    private static String address(Object card) throws ReflectiveOperationException {
        String url = AgentInvokers.text(card, "url", "");
        if (url.isEmpty()
                && AgentInvokers.value(card, "supportedInterfaces") instanceof List<?> ways
                && !ways.isEmpty()) {
            return AgentInvokers.text(ways.get(0), "url", "");
        }
        return url;
    }

    /** Says that the message which is sent next on this thread was judged; until {@link Arrival#end}. */
    static Arrival expectMessage() {
        return Arrival.expect(RemoteAgents.class, MESSAGE);
    }

    private static Map<String, @Nullable Object> plain(
            String name, String address, @Nullable Map<String, Object> said, @Nullable String unknown) {
        Map<String, @Nullable Object> plain = new HashMap<>();
        plain.put("client", name);
        plain.put("address", address);
        plain.put("name", name);
        plain.put("said", said);
        plain.put("unknown", unknown);
        return plain;
    }

    private static @Nullable Class<?> clientOf(Class<?> type) {
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(type);
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            if (next.getName().equals(CLIENT)) {
                return next;
            }
            open.addAll(List.of(next.getInterfaces()));
            if (next.getSuperclass() != null) {
                open.add(next.getSuperclass());
            }
        }
        return null;
    }
}
