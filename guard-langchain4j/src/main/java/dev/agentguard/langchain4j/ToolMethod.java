package dev.agentguard.langchain4j;

import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.declaration.DeclarationException;
import dev.agentguard.declaration.DeclaredTool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.service.IllegalConfigurationException;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The method behind a tool.
 *
 * @param declared what the developer declared on it
 * @param parameters the parameters that the model fills in
 */
record ToolMethod(DeclaredTool declared, List<ToolParameter> parameters) {

    /** Since 1.17; before that the field has to be read. */
    private static final boolean TELLS_METHOD = Arrays.stream(DefaultToolExecutor.class.getMethods())
            .anyMatch(method -> method.getName().equals("originalMethod"));

    private static final Set<String> INJECTED = Set.of(
            "dev.langchain4j.invocation.InvocationContext",
            "dev.langchain4j.invocation.InvocationParameters",
            "dev.langchain4j.invocation.LangChain4jManaged");

    /**
     * Reads a method.
     *
     * @param method the method whose parameters the model fills in
     * @param bearer the object that it is called on, or null if that is not known
     * @return what is known of it
     * @throws IllegalConfigurationException if its annotations contradict each other
     */
    static ToolMethod of(Method method, @Nullable Object bearer) {
        List<ToolParameter> parameters = Arrays.stream(method.getParameters())
                .filter(parameter -> !isInjected(parameter))
                .map(parameter -> ToolParameter.of(method, parameter))
                .toList();
        try {
            return new ToolMethod(DeclaredTool.of(method, bearer, LangChain4jConvention.INSTANCE), parameters);
        } catch (DeclarationException e) {
            throw new IllegalConfigurationException(e.getMessage());
        }
    }

    /**
     * Returns what was declared on it.
     *
     * @return the declaration, without what stands within records
     */
    ToolDeclaration declaration() {
        return declared.declaration();
    }

    /**
     * Returns the object that an executor calls its method on.
     *
     * @param executor the executor of a tool
     * @return the object, or null if the executor runs no method or does not tell
     */
    static @Nullable Object bearer(ToolExecutor executor) {
        try {
            return executor instanceof DefaultToolExecutor methods ? field(methods, "object") : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /**
     * Returns the method whose parameters an executor fills from the arguments.
     *
     * @param executor the executor of a tool
     * @return the method, or null if the executor does not run one
     */
    static @Nullable Method behind(ToolExecutor executor) {
        if (!(executor instanceof DefaultToolExecutor methodExecutor)) {
            return null;
        }
        return TELLS_METHOD ? methodExecutor.originalMethod() : methodField(methodExecutor);
    }

    /**
     * Returns whether LangChain4j fills in a parameter itself.
     *
     * @param parameter the parameter
     * @return true if the model has no say in it
     */
    static boolean isInjected(Parameter parameter) {
        return parameter.isAnnotationPresent(ToolMemoryId.class) || isInjected(parameter.getType());
    }

    /** Looks at names: no release has all of these types. */
    private static boolean isInjected(@Nullable Class<?> type) {
        return type != null
                && (INJECTED.contains(type.getName())
                        || isInjected(type.getSuperclass())
                        || Arrays.stream(type.getInterfaces()).anyMatch(ToolMethod::isInjected));
    }

    private static Method methodField(DefaultToolExecutor executor) {
        try {
            return (Method) field(executor, "originalMethod");
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Without it an annotation that makes a tool more severe would be overlooked.
            throw new IllegalConfigurationException("guard cannot read the tool methods of LangChain4j `"
                    + InstalledLangChain4j.version() + "`: use version 1.17 or later");
        }
    }

    private static Object field(DefaultToolExecutor executor, String name) throws ReflectiveOperationException {
        Field field = DefaultToolExecutor.class.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(executor);
    }
}
