package dev.agentguard.effect.http;

import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Operation.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC, single and in batches, and the Model Context Protocol on top of it, in which a call of a tool is that tool's
 * effect and everything else only talks.
 */
final class JsonRpc implements Form {

    private static final String VERSION = "jsonrpc";

    /** What a message may hold; more than that makes it something else as well. */
    private static final Set<String> FIELDS = Set.of(VERSION, "method", "params", "id", "result", "error", "auth");

    /** What a client of the Model Context Protocol says that makes its server do nothing. */
    private static final Set<String> TALK = Set.of(
            "initialize",
            "ping",
            "tools/list",
            "prompts/list",
            "prompts/get",
            "resources/list",
            "resources/read",
            "resources/subscribe",
            "resources/unsubscribe",
            "resources/templates/list",
            "roots/list",
            "completion/complete",
            "logging/setLevel",
            "tasks/list",
            "tasks/get",
            "tasks/result");

    private final @Nullable EffectReader<ToolCall> tools;

    /** Reads calls of tools with a reader of their own, or by their names and flags. */
    JsonRpc(@Nullable EffectReader<ToolCall> tools) {
        this.tools = tools;
    }

    /** Returns whether only messages have a field of this name, as far as this reads them. */
    static boolean isField(String name) {
        return name.equals(VERSION) || name.equals("params");
    }

    @Override
    public @Nullable List<Effect> read(Sent request) {
        JsonBody json = request.content().json();
        if (json == null || json.isQuiet() || json.readings().isEmpty()) {
            return null;
        }
        List<Effect> effects = new ArrayList<>();
        boolean whole = false;
        for (Object reading : json.readings()) {
            List<?> messages = reading instanceof List<?> batch ? batch : java.util.Collections.singletonList(reading);
            if (messages.stream().noneMatch(JsonRpc::isMessage)) {
                return null;
            }
            for (int i = 0; i < messages.size(); i++) {
                if (!request.budget().take()) {
                    effects.add(request.overBudget());
                    break;
                }
                String where = messages.size() == 1 ? "body" : "body[" + i + "]";
                if (messages.get(i) instanceof Map<?, ?> message && isMessage(message)) {
                    add(request, message, where, effects);
                    whole |= !FIELDS.containsAll(message.keySet());
                } else {
                    effects.add(request.unknown(where, "it is no JSON-RPC message"));
                }
            }
        }
        if (json.isCut()) {
            effects.add(request.unknown("body", json.problem() == null ? "part of it is not read" : json.problem()));
        }
        if (whole) {
            effects.add(request.plain().effect(request.knowledge(), request.host()));
        }
        return effects;
    }

    private static boolean isMessage(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> message)) {
            return false;
        }
        if (message.containsKey(VERSION)) {
            return message.containsKey("result")
                    || message.containsKey("error")
                    || !Fields.texts(message, "method").isEmpty();
        }
        return message.containsKey("params")
                && message.containsKey("id")
                && FIELDS.containsAll(message.keySet())
                && !Fields.texts(message, "method").isEmpty();
    }

    private void add(Sent request, Map<?, ?> message, String where, List<Effect> effects) {
        List<String> methods = Fields.texts(message, "method");
        if (methods.isEmpty()) {
            effects.add(request.harmless("rpc:answer", where, "it answers what the server asked"));
        }
        for (String method : methods) {
            Object params = Fields.value(message, "params");
            String place = where + ".method";
            if (method.equals("tools/call") && params instanceof Map<?, ?> call) {
                addTool(request, call, place, effects);
            } else if (TALK.contains(method) || method.startsWith("notifications/")) {
                effects.add(request.harmless("mcp:" + method, place, "the protocol's own talk changes nothing"));
            } else {
                effects.add(request.ask(Protocol.RPC, "", method, Fields.arguments(params, "params"), place));
            }
        }
    }

    private void addTool(Sent request, Map<?, ?> call, String where, List<Effect> effects) {
        List<String> names = Fields.texts(call, "name");
        if (names.isEmpty()) {
            effects.add(request.unknown(where, "it calls a tool without a name"));
        }
        for (String name : names) {
            Map<String, @Nullable Object> arguments = Fields.arguments(Fields.value(call, "arguments"), "arguments");
            EffectReader<ToolCall> reader = tools;
            if (reader == null) {
                effects.add(request.ask(Protocol.TOOL, "", name, arguments, where));
                continue;
            }
            String host = request.host().isEmpty() ? null : request.host();
            for (Effect effect : reader.read(new ToolCall(name, "", arguments, ToolDeclaration.none()))) {
                String at = effect.host();
                effects.add(effect.in(where).toBuilder()
                        .host(at == null ? host : at)
                        .build());
            }
        }
    }
}
