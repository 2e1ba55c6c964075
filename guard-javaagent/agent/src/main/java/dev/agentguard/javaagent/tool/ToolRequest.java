package dev.agentguard.javaagent.tool;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** LangChain4j's request of a model to run a tool. */
final class ToolRequest {

    private static final String TYPE = "dev.langchain4j.agent.tool.ToolExecutionRequest";

    private ToolRequest() {}

    static boolean isRequest(@Nullable Object value) {
        return value != null && value.getClass().getName().equals(TYPE);
    }

    static @Nullable String arguments(@Nullable Object request) throws ReflectiveOperationException {
        return request == null ? null : (String) Reflect.call(request, "arguments");
    }

    static String name(@Nullable Object request) throws ReflectiveOperationException {
        Object name = request == null ? null : Reflect.call(request, "name");
        return name == null ? "" : name.toString();
    }

    /** Returns the same request with other arguments. */
    static Object with(@Nullable Object request, String arguments) throws ReflectiveOperationException {
        if (request == null) {
            throw new IllegalArgumentException("there is no request");
        }
        Class<?> type = request.getClass();
        Method copy = Reflect.method(type, "toBuilder");
        Object builder;
        if (copy != null) {
            builder = copy.invoke(request);
        } else {
            builder = type.getMethod("builder").invoke(null);
            set(builder, "id", Reflect.call(request, "id"));
            set(builder, "name", Reflect.call(request, "name"));
        }
        set(builder, "arguments", arguments);
        return builder.getClass().getMethod("build").invoke(builder);
    }

    private static void set(Object builder, String property, @Nullable Object value)
            throws ReflectiveOperationException {
        builder.getClass().getMethod(property, String.class).invoke(builder, value);
    }
}
