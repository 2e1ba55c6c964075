package dev.agentguard.langchain4j;

import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;

/**
 * Takes off what the Java agent put around an executor. With both attached this library asks the agent's engine, and one
 * call must be asked about once; besides, the method behind the tool is seen only on the executor itself.
 */
final class AgentExecutors {

    private static final String OURS = "dev.agentguard.";

    private AgentExecutors() {}

    static ToolExecutor unwrapped(ToolExecutor executor) {
        Object bearer = Proxy.isProxyClass(executor.getClass()) ? Proxy.getInvocationHandler(executor) : executor;
        if (!(executor instanceof GuardedToolExecutor)
                && bearer.getClass().getName().startsWith(OURS)
                && bearer instanceof Supplier<?> wrapper
                && wrapper.get() instanceof ToolExecutor delegate) {
            return delegate;
        }
        return executor;
    }
}
