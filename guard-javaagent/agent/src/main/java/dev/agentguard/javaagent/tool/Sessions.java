package dev.agentguard.javaagent.tool;

import java.lang.reflect.Method;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the session that a tool call belongs to: a service and an explicit memory id, else one invocation. */
final class Sessions {

    /** What LangChain4j uses where a method has no {@code @MemoryId}; it is shared by all callers. */
    private static final String NO_MEMORY_ID = "default";

    private static final String CONTEXT = "dev.langchain4j.invocation.InvocationContext";

    private Sessions() {}

    /**
     * Returns the session.
     *
     * @param second what an executor gets beside the request: the context of the invocation, or before 1.6 the memory id
     */
    static String of(@Nullable Object second) throws ReflectiveOperationException {
        String service = service(second);
        Object memoryId = isContext(second) ? value(second, "chatMemoryId") : second;
        if (memoryId != null && !NO_MEMORY_ID.equals(memoryId)) {
            return service + "#" + memoryId;
        }
        Object invocation = isContext(second) ? value(second, "invocationId") : null;
        return service + "@" + (invocation == null ? UUID.randomUUID() : invocation);
    }

    static String service(@Nullable Object second) {
        try {
            Object name = isContext(second) ? value(second, "interfaceName") : null;
            return name == null ? "" : name.toString();
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    private static boolean isContext(@Nullable Object second) {
        return second != null && contextType(second.getClass()) != null;
    }

    private static @Nullable Class<?> contextType(@Nullable Class<?> type) {
        if (type == null || type.getName().equals(CONTEXT)) {
            return type;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            Class<?> found = contextType(implemented);
            if (found != null) {
                return found;
            }
        }
        return contextType(type.getSuperclass());
    }

    /** Calls the interface's method: the class behind it need not be public. */
    private static @Nullable Object value(@Nullable Object context, String accessor)
            throws ReflectiveOperationException {
        Class<?> type = context == null ? null : contextType(context.getClass());
        Method method = type == null ? null : Reflect.method(type, accessor);
        return method == null ? null : method.invoke(context);
    }
}
