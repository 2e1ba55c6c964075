package dev.agentguard.langchain4j;

import dev.agentguard.action.ToolDeclaration;
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
 * @param declaration what the developer declared on it
 * @param parameters the parameters that the model fills in
 * @param nested what the developer declared within them
 */
record ToolMethod(ToolDeclaration declaration, List<ToolParameter> parameters, List<NestedRole> nested) {

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
     * @return what is known of it
     * @throws IllegalConfigurationException if its annotations contradict each other
     */
    static ToolMethod of(Method method) {
        List<ToolParameter> parameters = Arrays.stream(method.getParameters())
                .filter(parameter -> !isInjected(parameter))
                .map(parameter -> ToolParameter.of(method, parameter))
                .toList();
        DeclarationReader reader = new DeclarationReader(method);
        return new ToolMethod(reader.read(), parameters, reader.nested());
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
            Field field = DefaultToolExecutor.class.getDeclaredField("originalMethod");
            field.setAccessible(true);
            return (Method) field.get(executor);
        } catch (ReflectiveOperationException | RuntimeException e) {
            // Without it an annotation that makes a tool more severe would be overlooked.
            throw new IllegalConfigurationException("guard cannot read the tool methods of LangChain4j `"
                    + InstalledLangChain4j.version() + "`: use version 1.17 or later");
        }
    }
}
