package dev.agentguard.javaagent.tool;

import dev.agentguard.declaration.DeclaredTool;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Judges messages to agents elsewhere, as calls of tools of a server: by the agent's name, what its card says and the parts of
 * the message. One that LangChain4j's agentic module was let through with is not judged again. Stateless.
 */
final class MessagesToAgents {

    private static final int MOST_PARTS = 100;

    /** What all of a client's methods hand on: the message, where answers go and what is said beside it. */
    private static final String WHOLE = ".MessageSendParams";

    /** What a message that may go carries to its end. */
    private record Run(Passage passage, Arrival arrival) {}

    /**
     * Asks about a message.
     *
     * @param client what sends it
     * @param sent the message, or what holds it
     * @param method the method, with its parameters; one calls the other
     * @return empty if it was judged already, or will be where it is whole; else what its end needs, or what is thrown if
     *     it is refused
     */
    @Nullable
    Object[] enter(Object client, Object sent, String method) {
        if (!sent.getClass().getName().endsWith(WHOLE) && handsOnWhole(client)) {
            return new Object[0];
        }
        if (Arrival.isExpected(RemoteAgents.class, RemoteAgents.MESSAGE, method)) {
            return new Object[0];
        }
        String name = "an agent elsewhere";
        Passage passage;
        try {
            Object card = card(client);
            name = card == null ? name : AgentInvokers.text(card, "name", name);
            passage = Passage.ask(
                    "a2a@" + UUID.randomUUID(),
                    "",
                    name,
                    card == null ? "" : AgentInvokers.text(card, "description", ""),
                    JavaValues.json(parts(sent)),
                    DeclaredTool.NONE,
                    RemoteAgents.said(card, name),
                    false);
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing is sent that was not judged
            passage = Passage.failed(name, e);
        }
        return passage.refusal() == null
                ? new Object[] {new Run(passage, RemoteAgents.expectMessage().at(method)), null}
                : new Object[] {null, thrown(passage.refusal(), sent.getClass())};
    }

    /** Records how it ended. What an agent answers reaches the application's own callbacks, so it is not read here. */
    static void exit(Object run, @Nullable Throwable thrown) {
        if (run instanceof Run begun) {
            begun.arrival().end();
            begun.passage().done("", thrown);
        }
    }

    private static boolean handsOnWhole(Object client) {
        for (Method method : client.getClass().getDeclaredMethods()) {
            if (method.getName().equals("sendMessage")
                    && method.getParameterCount() > 0
                    && method.getParameterTypes()[0].getName().endsWith(WHOLE)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Object card(Object client) throws ReflectiveOperationException {
        for (Class<?> type = client.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals("agentCard")) {
                    field.setAccessible(true);
                    return field.get(client);
                }
            }
        }
        return null;
    }

    /** Names the parts; a message of which nothing can be read is one of which something is not known. */
    private static Map<String, Object> parts(Object sent) throws ReflectiveOperationException {
        Object message = AgentInvokers.value(sent, "message"); // parameters of a message hold it
        Object parts = either(message == null ? sent : message, "parts", "getParts");
        if (!(parts instanceof List<?> list) || list.size() > MOST_PARTS) {
            throw new IllegalArgumentException("the parts of a message cannot be read");
        }
        Map<String, Object> named = new LinkedHashMap<>();
        List<Object> more = new ArrayList<>();
        for (Object part : list) {
            Object text = either(part, "text", "getText");
            Object content = text == null ? either(part, "data", "getData") : text;
            more.add(content == null ? String.valueOf(either(part, "file", "getFile")) : content);
        }
        for (int i = 0; i < more.size(); i++) {
            named.put(more.size() == 1 ? "message" : "message" + (i + 1), more.get(i));
        }
        Object configuration = AgentInvokers.value(sent, "configuration");
        Object answers = configuration == null
                ? null
                : either(configuration, "pushNotificationConfig", "taskPushNotificationConfig");
        Object webhook = answers == null ? null : AgentInvokers.value(answers, "url");
        if (webhook != null) {
            named.put("webhook", webhook);
        }
        if (AgentInvokers.value(sent, "metadata") instanceof Map<?, ?> metadata && !metadata.isEmpty()) {
            named.put("metadata", metadata);
        }
        return named;
    }

    /** The SDK's values became records with version 1. */
    private static @Nullable Object either(Object target, String accessor, String getter)
            throws ReflectiveOperationException {
        Object value = AgentInvokers.value(target, accessor);
        return value == null ? AgentInvokers.value(target, getter) : value;
    }

    /** What the client's callers have to expect. */
    private static Exception thrown(String refusal, Class<?> message) {
        try {
            String type = message.getPackageName() + ".A2AClientException";
            return Class.forName(type, false, message.getClassLoader())
                    .asSubclass(Exception.class)
                    .getConstructor(String.class)
                    .newInstance(refusal);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return new IllegalStateException(refusal);
        }
    }
}
