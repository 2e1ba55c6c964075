package dev.agentguard.javaagent.tool;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a guard around each executor of a LangChain4j service. Threadsafe. */
final class ToolExecutors {

    private static final String EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";
    private static final String LIBRARY = "dev.agentguard.langchain4j.";

    /** Accessors of the context that hold specifications, those of all versions. */
    private static final String[] SPECIFICATIONS = {"toolSpecifications", "availableTools", "effectiveTools"};

    private final ToolMethods methods = new ToolMethods();

    /** Returns a copy of the map in which every executor asks first; one that does so already stays as it is. */
    Map<Object, Object> guarded(Object context, @Nullable Map<?, ?> executors) throws ReflectiveOperationException {
        Map<Object, Object> guarded = new LinkedHashMap<>();
        if (executors == null) {
            return guarded;
        }
        Map<String, String> descriptions = null;
        for (Map.Entry<?, ?> entry : executors.entrySet()) {
            Object executor = entry.getValue();
            if (executor == null || asksAlready(executor)) {
                guarded.put(entry.getKey(), executor);
                continue;
            }
            if (descriptions == null) {
                descriptions = descriptions(context);
            }
            String name = String.valueOf(entry.getKey());
            guarded.put(
                    entry.getKey(),
                    guard(
                            executor,
                            name,
                            descriptions.getOrDefault(name, ""),
                            context.getClass().getClassLoader()));
        }
        return guarded;
    }

    private Object guard(Object executor, String name, String description, @Nullable ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> type = Class.forName(EXECUTOR, false, loader);
        return Proxy.newProxyInstance(
                loader, new Class<?>[] {type}, new GuardedTool(executor, name, description, methods.behind(executor)));
    }

    /** Our own proxy, as the map is copied again and again, or the executor of the library, which asks this engine. */
    private static boolean asksAlready(Object executor) {
        return executor.getClass().getName().startsWith(LIBRARY)
                || (Proxy.isProxyClass(executor.getClass())
                        && Proxy.getInvocationHandler(executor) instanceof GuardedTool);
    }

    private static Map<String, String> descriptions(Object context) throws ReflectiveOperationException {
        Map<String, String> descriptions = new HashMap<>();
        for (String accessor : SPECIFICATIONS) {
            Method method = Reflect.method(context.getClass(), accessor);
            if (method != null && method.invoke(context) instanceof Collection<?> specifications) {
                for (Object specification : specifications) {
                    Object name = Reflect.call(specification, "name");
                    Object description = Reflect.call(specification, "description");
                    if (name != null && description != null) {
                        descriptions.put(name.toString(), description.toString());
                    }
                }
            }
        }
        return descriptions;
    }
}
