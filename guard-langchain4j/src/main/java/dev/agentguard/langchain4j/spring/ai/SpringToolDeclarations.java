package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.declaration.DeclaredTool;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.method.MethodToolCallback;

/** What a developer declared on the method behind a tool of Spring AI, or on one that it overrides or implements. */
final class SpringToolDeclarations {

    private record Called(Method method, Class<?> type) {}

    private static final Map<Called, DeclaredTool> READ = new ConcurrentHashMap<>();

    private SpringToolDeclarations() {}

    /**
     * Reads the declaration.
     *
     * @param callback a tool
     * @return its declaration; none if it is no method
     * @throws IllegalStateException if it cannot be read, since it may make the tool more severe
     * @throws dev.agentguard.declaration.DeclarationException if it contradicts itself
     */
    static DeclaredTool of(ToolCallback callback) {
        if (!(callback instanceof MethodToolCallback called)) {
            return DeclaredTool.NONE;
        }
        Method method = (Method) field(called, "toolMethod");
        Object bearer = field(called, "toolObject");
        if (method == null) {
            throw new IllegalStateException("guard cannot read the tool methods of this version of Spring AI");
        }
        if (bearer == null || Proxy.isProxyClass(bearer.getClass())) {
            return DeclaredTool.of(method, bearer, SpringAiConvention.INSTANCE);
        }
        return READ.computeIfAbsent(
                new Called(method, bearer.getClass()),
                each -> DeclaredTool.of(method, bearer, SpringAiConvention.INSTANCE));
    }

    private static @Nullable Object field(MethodToolCallback callback, String name) {
        try {
            Field field = MethodToolCallback.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(callback);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("guard cannot read the tool methods of this version of Spring AI", e);
        }
    }
}
