package dev.agentguard.langchain4j.quarkus;

import dev.agentguard.langchain4j.GuardLangChain4j;
import dev.agentguard.langchain4j.MethodTool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import io.quarkiverse.langchain4j.runtime.tool.QuarkusToolExecutor;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Asks about every tool call of Quarkus LangChain4j before it runs. Quarkus runs {@code @Tool} methods by executors of its
 * own, past LangChain4j's; whatever bean is a {@code Wrapper} stands around each of them. Safe for use by many threads.
 */
@Singleton
@Priority(Integer.MAX_VALUE) // nearest to the method: what guardrails make of the arguments is what is judged
public final class GuardToolWrapper implements QuarkusToolExecutor.Wrapper {

    private static final String AGENT = "assistant";

    private final Map<String, MethodTool> tools = new ConcurrentHashMap<>();

    /** Creates the bean; it asks the guard of this JVM. */
    public GuardToolWrapper() {}

    @Override
    public ToolExecutionResult wrap(
            ToolExecutionRequest request,
            InvocationContext context,
            BiFunction<ToolExecutionRequest, InvocationContext, ToolExecutionResult> next,
            QuarkusToolExecutor executor) {
        QuarkusToolExecutor.Context made = made(executor);
        // by its method: tools of several services may have one name
        return tools.computeIfAbsent(made.toolInvokerName(), name -> tool(made)).run(next, request, context);
    }

    private static MethodTool tool(QuarkusToolExecutor.Context made) {
        ToolSpecification specification = made.methodCreateInfo().toolSpecification();
        return GuardLangChain4j.methodTool(null, AGENT, specification, made.tool(), made.methodName());
    }

    /** Nothing public tells which object a tool's method is called on. */
    private static QuarkusToolExecutor.Context made(QuarkusToolExecutor executor) {
        try {
            Field field = QuarkusToolExecutor.class.getDeclaredField("context");
            field.setAccessible(true);
            return (QuarkusToolExecutor.Context) field.get(executor);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "this version of Quarkus LangChain4j is not known, so no tool runs; please report it with the version",
                    e);
        }
    }
}
