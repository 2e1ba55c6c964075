package dev.agentguard.javaagent.tool;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What LangChain4j's agentic module knows of an agent; its classes are not public, their interfaces are. */
final class AgentInvokers {

    private AgentInvokers() {}

    /** Returns the arguments by name; none if the agent takes none of its own. */
    static Map<?, ?> named(@Nullable Method method, @Nullable Object arguments) throws ReflectiveOperationException {
        if (arguments instanceof Object[] values) {
            return named(method, values);
        }
        Object named = arguments == null ? null : value(arguments, "namedArgs");
        return named instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, @Nullable Object> named(@Nullable Method method, Object[] values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            String name = method == null || i >= method.getParameterCount()
                    ? "argument" + i
                    : ToolParameter.nameOf(method.getParameters()[i]);
            named.put(name, values[i]);
        }
        return named;
    }

    static String text(Object target, String accessor, String otherwise) throws ReflectiveOperationException {
        Object value = value(target, accessor);
        return value == null ? otherwise : value.toString();
    }

    /** Calls an accessor on the interface or class that declares it publicly. */
    static @Nullable Object value(Object target, String accessor) throws ReflectiveOperationException {
        Method method = find(target.getClass(), accessor);
        return method == null ? null : method.invoke(target);
    }

    private static @Nullable Method find(@Nullable Class<?> type, String accessor) {
        if (type == null) {
            return null;
        }
        if (Modifier.isPublic(type.getModifiers())) {
            Method method = Reflect.method(type, accessor);
            if (method != null && Modifier.isPublic(method.getDeclaringClass().getModifiers())) {
                return method;
            }
        }
        for (Class<?> implemented : type.getInterfaces()) {
            Method method = find(implemented, accessor);
            if (method != null) {
                return method;
            }
        }
        return find(type.getSuperclass(), accessor);
    }
}
