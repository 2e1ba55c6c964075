package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contexts of any release, by reflection: they were made by a constructor before 1.10 and by a builder since. */
final class OldContexts {

    /** Accessors that hold specifications, those of all releases. */
    private static final List<String> SPECIFICATIONS =
            List.of("toolSpecifications", "availableTools", "effectiveTools");

    private OldContexts() {}

    static Map<String, ToolSpecification> specifications(ToolServiceContext context) {
        Map<String, ToolSpecification> specifications = new HashMap<>();
        for (String accessor : SPECIFICATIONS) {
            if (value(context, accessor) instanceof Collection<?> found) {
                found.forEach(tool -> specifications.put(((ToolSpecification) tool).name(), (ToolSpecification) tool));
            }
        }
        return specifications;
    }

    /** Returns a context that has nothing but executors. */
    static ToolServiceContext of(Map<String, ToolExecutor> executors) {
        return make(null, executors);
    }

    /** Returns the same context with other executors. */
    static ToolServiceContext with(ToolServiceContext context, Map<String, ToolExecutor> executors) {
        return make(context, executors);
    }

    private static ToolServiceContext make(@Nullable ToolServiceContext context, Map<String, ToolExecutor> executors) {
        try {
            Object builder = context == null ? null : value(context, "toBuilder");
            if (builder != null) {
                return build(builder, executors);
            }
            if (method(ToolServiceContext.class, "builder") == null) {
                return ToolServiceContext.class
                        .getConstructor(List.class, Map.class)
                        .newInstance(context == null ? List.of() : value(context, "toolSpecifications"), executors);
            }
            builder = ToolServiceContext.class.getMethod("builder").invoke(null);
            if (context != null) {
                set(builder, "toolSpecifications", value(context, "toolSpecifications"));
                set(builder, "immediateReturnTools", value(context, "immediateReturnTools"));
            }
            return build(builder, executors);
        } catch (ReflectiveOperationException e) {
            throw new IllegalConfigurationException("guard cannot guard the tools of LangChain4j `"
                    + InstalledLangChain4j.version() + "`: " + e.getMessage());
        }
    }

    private static ToolServiceContext build(Object builder, Map<String, ToolExecutor> executors)
            throws ReflectiveOperationException {
        set(builder, "toolExecutors", executors);
        return (ToolServiceContext) builder.getClass().getMethod("build").invoke(builder);
    }

    private static void set(Object builder, String property, @Nullable Object value)
            throws ReflectiveOperationException {
        for (Method method : builder.getClass().getMethods()) {
            if (method.getName().equals(property) && method.getParameterCount() == 1 && value != null) {
                method.invoke(builder, value);
                return;
            }
        }
        if (value != null) {
            throw new NoSuchMethodException("`" + property + "` is not there");
        }
    }

    private static @Nullable Object value(ToolServiceContext context, String accessor) {
        try {
            Method method = method(context.getClass(), accessor);
            return method == null ? null : method.invoke(context);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
