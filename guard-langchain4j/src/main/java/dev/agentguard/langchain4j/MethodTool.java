package dev.agentguard.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The tool of a framework that runs methods by executors of its own. Made by {@link GuardLangChain4j#methodTool}. Threadsafe if
 * what runs the tool is.
 */
public final class MethodTool {

    private final @Nullable ToolAsker asker;

    /** Guards nothing if a human switched Guard off. */
    MethodTool(@Nullable ToolAsker asker) {
        this.asker = asker;
    }

    /**
     * Asks about a call and runs it if it may.
     *
     * @param next what runs the tool with what was judged, and the invocation
     * @param request what the model asked for
     * @param context the invocation, or null if there is none
     * @return the result, or the refusal as one
     */
    public ToolExecutionResult run(
            BiFunction<ToolExecutionRequest, @Nullable InvocationContext, ToolExecutionResult> next,
            ToolExecutionRequest request,
            @Nullable InvocationContext context) {
        return asker == null
                ? next.apply(request, context)
                : new GuardedToolExecutor(new Next(next), asker).executeWithContext(request, context);
    }

    /** What runs the tool, as LangChain4j would call it. */
    private record Next(BiFunction<ToolExecutionRequest, @Nullable InvocationContext, ToolExecutionResult> next)
            implements ToolExecutor {

        @Override
        public String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
            InvocationContext context =
                    InvocationContext.builder().chatMemoryId(memoryId).build();
            return executeWithContext(request, context).resultText();
        }

        @Override
        public ToolExecutionResult executeWithContext(
                ToolExecutionRequest request, @Nullable InvocationContext context) {
            return next.apply(request, context);
        }
    }

    /**
     * Finds the method behind a tool by its name.
     *
     * @param type the class of what it is called on; that of a proxy too
     * @param name the method's name
     * @param arguments the names of the arguments, which tell methods of one name apart
     * @return the method, or null if it cannot be told
     */
    static @Nullable Method find(Class<?> type, String name, Set<String> arguments) {
        List<Method> named = new ArrayList<>();
        for (Class<?> bearer : withSupertypes(type)) {
            for (Method method : bearer.getDeclaredMethods()) {
                boolean tool = LangChain4jConvention.INSTANCE.toolName(method) != null;
                if (tool && method.getName().equals(name) && !method.isBridge()) {
                    named.add(method);
                }
            }
        }
        List<Method> fitting =
                named.stream().filter(method -> names(method).equals(arguments)).toList();
        return named.size() == 1 ? named.get(0) : fitting.isEmpty() ? null : fitting.get(0);
    }

    private static Set<String> names(Method method) {
        Set<String> names = new HashSet<>();
        Arrays.stream(method.getParameters())
                .filter(parameter -> !ToolMethod.isInjected(parameter))
                .forEach(parameter -> names.add(ToolParameter.nameOf(parameter)));
        return names;
    }

    private static Set<Class<?>> withSupertypes(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> next = type; next != null; next = next.getSuperclass()) {
            types.add(next);
        }
        for (Class<?> next : List.copyOf(types)) {
            addInterfaces(next, types);
        }
        return types;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> types) {
        for (Class<?> next : type.getInterfaces()) {
            if (types.add(next)) {
                addInterfaces(next, types);
            }
        }
    }
}
