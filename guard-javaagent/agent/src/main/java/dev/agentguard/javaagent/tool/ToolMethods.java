package dev.agentguard.javaagent.tool;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final Set<String> MCP =
            Set.of("dev.langchain4j.mcp.McpToolExecutor", "dev.langchain4j.mcp.client.DefaultMcpClient");
    private static final String TOOL = "dev.langchain4j.agent.tool.Tool";

    /**
     * What is known of a tool's method.
     *
     * @param declaration what was declared, as the bridge carries it; empty if nothing
     * @param parameters the parameters that the model fills in
     * @param known whether there is one, so that LangChain4j itself reads the arguments
     * @param reader how what runs the tool reads its arguments
     */
    record ToolMethod(
            Map<String, Object> declaration, List<ToolParameter> parameters, boolean known, ArgumentReader reader) {
        static final ToolMethod NONE = new ToolMethod(Map.of(), List.of(), false, ArgumentReader.UNKNOWN);
    }

    ToolMethod behind(Object executor) throws ReflectiveOperationException {
        Class<?> type = methodExecutor(executor);
        if (type != null) {
            // one that extends LangChain4j's own may read as it likes
            boolean own = type == executor.getClass();
            return read(method(type, executor), own ? READERS.get(type) : ArgumentReader.UNKNOWN);
        }
        return MCP.contains(executor.getClass().getName())
                ? new ToolMethod(
                        Map.of(),
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
        Field field = type.getDeclaredField("methodToInvoke");
        field.setAccessible(true);
        return (Method) field.get(executor);
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

    private static ToolMethod read(Method method, ArgumentReader reader) {
        return new ToolMethod(
                Declarations.of(method),
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
        Field field = type.getDeclaredField("originalMethod");
        field.setAccessible(true);
        return (Method) field.get(executor);
    }
}
