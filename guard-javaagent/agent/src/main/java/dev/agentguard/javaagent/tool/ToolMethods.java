package dev.agentguard.javaagent.tool;

import dev.agentguard.declaration.DeclarationException;
import dev.agentguard.declaration.DeclaredTool;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the method behind an executor and what its developer declared on it. Threadsafe. */
final class ToolMethods {

    private static final String METHOD_EXECUTOR = "dev.langchain4j.service.tool.DefaultToolExecutor";
    /** Kept with the class, so that no application's loader is held. */
    private static final ClassValue<ArgumentReader> READERS = new ClassValue<>() {
        @Override
        protected ArgumentReader computeValue(Class<?> type) {
            return ArgumentReader.ofMethods(type.getClassLoader());
        }
    };

    private static final ClassValue<Map<Method, Declared>> DECLARED = new ClassValue<>() {
        @Override
        protected Map<Method, Declared> computeValue(Class<?> type) {
            return new ConcurrentHashMap<>();
        }
    };

    private static final Set<String> MCP =
            Set.of("dev.langchain4j.mcp.McpToolExecutor", "dev.langchain4j.mcp.client.DefaultMcpClient");
    private static final String TOOL = "dev.langchain4j.agent.tool.Tool";

    /**
     * What is known of a tool's method.
     *
     * @param declared what was declared
     * @param problem why that cannot hold, so that the tool must not run; null if it can
     * @param parameters the parameters that the model fills in
     * @param known whether there is one, so that LangChain4j itself reads the arguments
     * @param reader how what runs the tool reads its arguments
     */
    record ToolMethod(
            DeclaredTool declared,
            @Nullable String problem,
            List<ToolParameter> parameters,
            boolean known,
            ArgumentReader reader) {
        static final ToolMethod NONE =
                new ToolMethod(DeclaredTool.NONE, null, List.of(), false, ArgumentReader.UNKNOWN);
    }

    /** What was declared on a method, or why that cannot hold. */
    private record Declared(DeclaredTool tool, @Nullable String problem) {
        static Declared on(Method method, @Nullable Object bearer) {
            try {
                return new Declared(DeclaredTool.of(method, bearer, LangChain4jConvention.INSTANCE), null);
            } catch (DeclarationException e) {
                return new Declared(DeclaredTool.NONE, String.valueOf(e.getMessage()));
            }
        }
    }

    ToolMethod behind(Object executor) throws ReflectiveOperationException {
        Class<?> type = methodExecutor(executor);
        if (type != null) {
            // one that extends LangChain4j's own may read as it likes
            boolean own = type == executor.getClass();
            return read(
                    method(type, executor),
                    field(type, "object", executor),
                    own ? READERS.get(type) : ArgumentReader.UNKNOWN);
        }
        return MCP.contains(executor.getClass().getName())
                ? new ToolMethod(
                        DeclaredTool.NONE,
                        null,
                        List.of(),
                        false,
                        ArgumentReader.ofMcp(executor.getClass().getClassLoader()))
                : ToolMethod.NONE;
    }

    /** Returns the method that an executor runs; not the one whose parameters it fills, if it undoes that one. */
    static @Nullable Method runs(Object executor) throws ReflectiveOperationException {
        Class<?> type = methodExecutor(executor);
        if (type == null) {
            return null;
        }
        return (Method) field(type, "methodToInvoke", executor);
    }

    /** Returns what was declared on the method that an executor runs, if it undoes a tool. */
    static DeclaredTool declaredOn(Method method) {
        return DeclaredTool.of(method, null, LangChain4jConvention.INSTANCE);
    }

    /** Returns what a tool's method says of itself; empty if nothing. */
    static String description(Method method) {
        Annotation annotation = Reflect.annotation(method, TOOL);
        Object lines = annotation == null ? null : Reflect.value(annotation, "value");
        return lines instanceof String[] texts ? String.join("\n", texts) : "";
    }

    private static @Nullable Class<?> methodExecutor(Object executor) {
        Class<?> type = executor.getClass();
        while (type != null && !type.getName().equals(METHOD_EXECUTOR)) {
            type = type.getSuperclass();
        }
        return type;
    }

    private static ToolMethod read(Method method, @Nullable Object bearer, ArgumentReader reader) {
        boolean own = bearer != null && bearer.getClass() == method.getDeclaringClass();
        Declared declared = own
                ? DECLARED.get(method.getDeclaringClass()).computeIfAbsent(method, each -> Declared.on(each, bearer))
                : Declared.on(method, bearer);
        return new ToolMethod(
                declared.tool(),
                declared.problem(),
                Arrays.stream(method.getParameters())
                        .filter(parameter -> !ToolParameter.isInjected(parameter))
                        .map(ToolParameter::of)
                        .toList(),
                true,
                reader);
    }

    /** The accessor is there since 1.17; the field was always. */
    private static Method method(Class<?> type, Object executor) throws ReflectiveOperationException {
        Method accessor = Reflect.method(type, "originalMethod");
        if (accessor != null) {
            return (Method) accessor.invoke(executor);
        }
        return (Method) Objects.requireNonNull(field(type, "originalMethod", executor));
    }

    private static @Nullable Object field(Class<?> type, String name, Object executor)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(executor);
    }
}
