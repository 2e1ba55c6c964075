package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.langchain4j.agent.tool.ReturnBehavior;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.service.tool.ToolServiceContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Wraps the executors and dynamic providers of one service. Threadsafe once the service is built. */
final class ToolWrapper {

    private static final int MOST_KNOWN = 1_000;

    private final String service;
    private final ToolGate gate;
    private final Generation generation;
    private final GuardFailures failures = new GuardFailures();
    private final McpTools servers;
    private final Map<Called, ToolMethod> methods = new ConcurrentHashMap<>();
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private volatile boolean compensating;
    private volatile Runnable begins = () -> {};

    /** Two classes may implement the method that LangChain4j knows, each declared otherwise. */
    private record Called(Method method, @Nullable Class<?> type) {}

    /** A tool that was given to the service, for calls that are resumed. */
    private record Known(@Nullable ToolSpecification specification, ToolExecutor executor) {}

    ToolWrapper(String service, ToolGate gate, Generation generation) {
        this.generation = generation;
        this.service = service;
        this.gate = gate;
        this.servers = new McpTools(gate, failures);
        HeldCalls.add(this);
    }

    void compensating(boolean on) {
        compensating = on;
    }

    void onInvocation(Runnable run) {
        begins = run;
    }

    ToolServiceContext wrap(ToolServiceContext context) {
        begins.run();
        Map<String, ToolExecutor> executors = context.toolExecutors();
        List<ToolProvider> providers = context.dynamicToolProviders();
        if (executors.isEmpty() && providers.isEmpty()) {
            return context;
        }
        Map<String, ToolSpecification> specifications = new HashMap<>();
        context.availableTools().forEach(tool -> specifications.put(tool.name(), tool));
        context.effectiveTools().forEach(tool -> specifications.put(tool.name(), tool));
        listed(executors, specifications);
        Map<String, ToolExecutor> wrapped = new HashMap<>();
        Rollback rollback = compensating ? Rollback.of(executors.values()) : Rollback.NONE;
        boolean ordinary = compensating && !refusalsRollBack();
        executors.forEach((name, executor) -> wrapped.put(
                name,
                wrap(
                        name,
                        specifications.get(name),
                        executor,
                        !ordinary || refusalIsError(true, context.returnBehavior(name)), // not asked for before 1.14
                        rollback)));
        return context.toBuilder()
                .toolExecutors(wrapped)
                .dynamicToolProviders(providers.stream()
                        .map(provider -> wrap(provider, ordinary, rollback))
                        .toList())
                .build();
    }

    private boolean refusalsRollBack() {
        try {
            return gate.refusalsRollBack();
        } catch (RuntimeException | LinkageError e) { // each call is refused then, and that alone is to undo nothing
            failures.report("guard failed to tell what a refusal undoes in", service, e);
            return false;
        }
    }

    /** Wraps the executors of a release that has no dynamic providers. */
    ToolServiceContext wrapOld(ToolServiceContext context) {
        begins.run();
        Map<String, ToolExecutor> executors = context.toolExecutors();
        if (executors.isEmpty()) {
            return context;
        }
        Map<String, ToolSpecification> specifications = OldContexts.specifications(context);
        listed(executors, specifications);
        Map<String, ToolExecutor> wrapped = new HashMap<>();
        executors.forEach((name, executor) ->
                wrapped.put(name, wrap(name, specifications.get(name), executor, true, Rollback.NONE)));
        return OldContexts.with(context, wrapped);
    }

    private void listed(Map<String, ToolExecutor> executors, Map<String, ToolSpecification> specifications) {
        List<McpTools.Offered> offered = new ArrayList<>();
        executors.forEach((name, executor) -> {
            ToolSpecification specification = specifications.get(name);
            if (specification != null) {
                offered.add(new McpTools.Offered(specification, executor));
            }
        });
        servers.listed(offered);
    }

    /** Takes note of the tools that a dynamic provider gave. */
    void listed(List<McpTools.Offered> offered) {
        servers.listed(offered);
    }

    /**
     * Finds a wrong annotation when the service is built, not when the model first calls the tool, and takes note of the
     * tools: a call that was held before a restart may be resumed before the model is asked anything.
     */
    void validate(Map<String, ToolExecutor> executors, Collection<ToolSpecification> specifications) {
        executors.values().forEach(this::methodOf);
        Map<String, ToolSpecification> named = new HashMap<>();
        specifications.forEach(specification -> named.put(specification.name(), specification));
        executors.forEach((name, executor) -> note(name, named.get(name), executor));
    }

    private void note(String name, @Nullable ToolSpecification specification, ToolExecutor executor) {
        if (known.size() < MOST_KNOWN || known.containsKey(name)) {
            known.put(name, new Known(specification, executor));
        }
    }

    /**
     * Returns a tool of this service that can run a held call.
     *
     * @param guard the guard that held it
     * @param named the service whose call it was
     * @param tool the tool's name
     * @return the tool, or null if this is another service, guarded by another guard, or has no such tool
     */
    @Nullable
    ResumableTool resumable(Guard guard, String named, String tool) {
        Known found = named.equals(service) ? known.get(tool) : null;
        if (found == null || gate.guard() != guard) {
            return null;
        }
        ToolExecutor wrapped = wrap(tool, found.specification(), found.executor(), true, Rollback.NONE);
        return wrapped instanceof ResumableTool resumable ? resumable : null;
    }

    /** Wraps one tool that no service has. */
    ToolExecutor wrapAlone(ToolSpecification specification, ToolExecutor executor) {
        return wrap(specification.name(), specification, executor, true, Rollback.NONE);
    }

    /** Wraps a tool that a dynamic provider gave. */
    ToolExecutor wrap(
            ToolSpecification specification, ToolExecutor executor, boolean refusalIsError, Rollback rollback) {
        return wrap(specification.name(), specification, executor, refusalIsError, rollback);
    }

    /**
     * Returns what is known of the method behind an executor.
     *
     * @param executor the executor
     * @return the method, or null if the tool is not a method
     */
    @Nullable
    ToolMethod methodOf(ToolExecutor executor) {
        ToolExecutor unwrapped = AgentExecutors.unwrapped(executor);
        Method method = ToolMethod.behind(unwrapped);
        if (method == null) {
            return null;
        }
        Object bearer = ToolMethod.bearer(unwrapped);
        if (bearer != null && Proxy.isProxyClass(bearer.getClass())) {
            return ToolMethod.of(method, bearer); // proxies of one class may stand for anything
        }
        Called called = new Called(method, bearer == null ? null : bearer.getClass());
        return methods.computeIfAbsent(called, each -> ToolMethod.of(method, bearer));
    }

    private ToolExecutor wrap(
            String name,
            @Nullable ToolSpecification specification,
            ToolExecutor given,
            boolean refusalIsError,
            Rollback rollback) {
        ToolExecutor executor = AgentExecutors.unwrapped(given);
        if (isGuarded(executor)) {
            return executor;
        }
        note(name, specification, executor);
        String description = specification == null ? null : specification.description();
        ToolAsker asker = new ToolAsker(
                new GuardedTool(
                        service,
                        name,
                        description == null ? "" : description,
                        methodOf(executor),
                        ArgumentReading.of(executor),
                        refusalIsError,
                        rollback,
                        () -> servers.of(executor, name)),
                gate,
                failures);
        return generation == Generation.MEMORY_ID
                ? new MemoryIdToolExecutor(executor, asker)
                : new GuardedToolExecutor(executor, asker);
    }

    /** Compares names: a class of one generation is not loaded on another. */
    static boolean isGuarded(ToolExecutor executor) {
        String type = executor.getClass().getName();
        return type.equals("dev.agentguard.langchain4j.GuardedToolExecutor")
                || type.equals("dev.agentguard.langchain4j.MemoryIdToolExecutor");
    }

    private ToolProvider wrap(ToolProvider provider, boolean ordinary, Rollback rollback) {
        return provider instanceof GuardedToolProvider
                ? provider
                : new GuardedToolProvider(provider, this, ordinary, rollback);
    }

    /**
     * Says in which form a tool is refused. An error is what a model understands best, and what keeps a tool that
     * returns immediately from ending the invocation as if it had run. But where errors are compensated, LangChain4j
     * would undo what earlier tools did; so there a refusal is an ordinary result, except for such an immediate tool, and
     * unless refusals shall undo it.
     */
    static boolean refusalIsError(boolean ordinary, ReturnBehavior behavior) {
        return !ordinary || behavior != ReturnBehavior.TO_LLM;
    }
}
