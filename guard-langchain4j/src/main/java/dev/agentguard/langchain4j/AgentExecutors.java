package dev.agentguard.langchain4j;

import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Takes off what the Java agent put around an executor. With both attached this library asks the agent's engine, and one
 * call must be asked about once; besides, the method behind the tool is seen only on the executor itself.
 */
final class AgentExecutors {

    private static final String OURS = "dev.agentguard.";

    private AgentExecutors() {}

    /**
     * Returns whether an attached agent guards what a context hands out, by looking at what it does to one.
     *
     * @return true if an executor comes back with the agent's wrapper around it
     */
    static boolean agentWraps() {
        ToolExecutor probe = probe();
        ToolExecutor handedOut =
                OldContexts.of(Map.of("probe", probe)).toolExecutors().get("probe");
        return handedOut != null && handedOut != probe && unwrapped(handedOut) == probe;
    }

    /** One of LangChain4j's own: the agent leaves executors of this library alone. */
    private static ToolExecutor probe() {
        try {
            return new DefaultToolExecutor("probe", Object.class.getMethod("toString"));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the executor inside the agent's wrapper.
     *
     * @param executor an executor
     * @return what the agent wrapped, else the executor itself
     */
    static ToolExecutor unwrapped(ToolExecutor executor) {
        Object bearer = Proxy.isProxyClass(executor.getClass()) ? Proxy.getInvocationHandler(executor) : executor;
        if (!ToolWrapper.isGuarded(executor)
                && bearer.getClass().getName().startsWith(OURS)
                && bearer instanceof Supplier<?> wrapper
                && wrapper.get() instanceof ToolExecutor delegate) {
            return delegate;
        }
        return executor;
    }
}
