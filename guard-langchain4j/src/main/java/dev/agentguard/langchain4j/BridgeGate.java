package dev.agentguard.langchain4j;

import dev.agentguard.Outcome;
import dev.agentguard.action.ServerTool;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolServer;
import dev.langchain4j.service.IllegalConfigurationException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine of an attached Java agent, reached over its bridge in JDK types. It decides and records alone then, so that
 * a tool call and the requests it sends are one action. Threadsafe.
 */
final class BridgeGate implements ToolGate {

    private static final String BRIDGE = "dev.agentguard.bridge.GuardBridge";
    private static final int VERSION = 1;

    private final Method call;

    private BridgeGate(Method call) {
        this.call = call;
    }

    /**
     * Returns the engine of the attached agent.
     *
     * @return the engine, or null if no agent is attached
     * @throws IllegalConfigurationException if the agent is of another version than this library
     */
    static @Nullable BridgeGate attached() {
        try {
            return of(Class.forName(BRIDGE, true, null));
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    static BridgeGate of(Class<?> bridge) {
        try {
            int version = bridge.getField("VERSION").getInt(null);
            if (version != VERSION) {
                throw new IllegalConfigurationException("the attached guard.jar speaks version `" + version
                        + "` of its bridge and this guard-langchain4j version `" + VERSION
                        + "`: use the same release of both");
            }
            return new BridgeGate(bridge.getMethod("call", String.class, Map.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalConfigurationException("the attached guard.jar has no bridge that this guard-langchain4j"
                    + " knows: use the same release of both");
        }
    }

    @Override
    public Passage check(String session, String service, ToolCall call) {
        Map<String, Object> message = new HashMap<>();
        message.put("session", session);
        message.put("service", service);
        message.put("tool", call.tool());
        message.put("description", call.description());
        message.put("arguments", call.arguments());
        message.put("declaration", call.declaration().plain());
        ServerTool remote = call.remote();
        if (remote != null) {
            message.put("remote", plain(remote));
        }
        if (!call.undoneIfRefused().isEmpty()) {
            message.put("undoneIfRefused", call.undoneIfRefused());
        }
        Map<?, ?> answer = ask("tool.check", message);
        return new BridgePassage(session, call.tool(), answer);
    }

    @Override
    public void listed(ToolServer server, List<ServerTool> tools) {
        ask(
                "mcp.listed",
                Map.of(
                        "client",
                        server.client(),
                        "address",
                        server.address(),
                        "tools",
                        tools.stream().map(BridgeGate::plain).toList()));
    }

    @Override
    public void retrieved(String session, String source, String text) {
        ask("content.read", Map.of("session", session, "source", source, "text", text));
    }

    @Override
    public boolean refusalsRollBack() {
        return Boolean.TRUE.equals(ask("refusals", Map.of()).get("rollBack"));
    }

    private static Map<String, @Nullable Object> plain(ServerTool tool) {
        Map<String, @Nullable Object> plain = new HashMap<>();
        plain.put("client", tool.server().client());
        plain.put("address", tool.server().address());
        plain.put("name", tool.name());
        plain.put("said", tool.said());
        plain.put("unknown", tool.unknown());
        return plain;
    }

    private Map<?, ?> ask(String verb, Map<String, Object> message) {
        try {
            if (call.invoke(null, verb, message) instanceof Map<?, ?> answer) {
                return answer;
            }
            throw new IllegalStateException("the bridge gave no answer to `" + verb + "`");
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the bridge failed at `" + verb + "`", e);
        }
    }

    private final class BridgePassage implements Passage {

        private final String session;
        private final String tool;
        private final Map<?, ?> answer;

        BridgePassage(String session, String tool, Map<?, ?> answer) {
            this.session = session;
            this.tool = tool;
            this.answer = answer;
        }

        @Override
        public boolean proceeds() {
            return Boolean.TRUE.equals(answer.get("proceeds"));
        }

        @Override
        public String message() {
            return answer.get("message") instanceof String text ? text : "";
        }

        @Override
        public void done(Outcome outcome, String text) {
            Map<String, Object> message = new HashMap<>();
            message.put("id", String.valueOf(answer.get("id")));
            message.put("session", session);
            message.put("tool", tool);
            message.put("outcome", outcome.name());
            message.put("text", text);
            ask("tool.done", message);
        }
    }
}
