package dev.agentguard.javaagent.tool;

import dev.agentguard.declaration.DeclarationException;
import dev.agentguard.declaration.DeclaredTool;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Judges agents that are plain code or run elsewhere, as a supervisor's model or a workflow chooses them with arguments
 * that a model made: no executor of tools stands before them. Agents that are AI services or workflows are not judged, only
 * what they call; a question to a human passes. Stateless.
 */
final class AgentCalls {

    private static final String HUMAN = "dev.langchain4j.agentic.workflow.HumanInTheLoop";
    private static final String REFUSAL = "dev.langchain4j.agentic.agent.AgentInvocationException";

    private AgentCalls() {}

    /** What an agent that may run carries to its end; one that runs elsewhere is sent a message by a client that asks too. */
    private record Run(Passage passage, @Nullable Arrival arrival) {}

    /**
     * Asks about an agent.
     *
     * @param invoker what knows its name and method
     * @param arguments what the invoker was given
     * @return empty if it is not to be judged; else what its end needs, the answer if it is refused, and what is thrown if
     *     it is refused and cannot answer with a text
     */
    static @Nullable Object[] enter(Object invoker, @Nullable Object[] arguments) {
        // the scope, the agent and its arguments; before 1.8 without the scope
        Object agent = arguments.length < 2 ? null : arguments[arguments.length - 2];
        if (agent == null
                || (Proxy.isProxyClass(agent.getClass()) && !RemoteAgents.isOne(agent))
                || agent.getClass().getName().equals(HUMAN)) {
            return new Object[0];
        }
        Passage passage;
        Method method = null;
        String name = agent.getClass().getSimpleName();
        try {
            method = (Method) AgentInvokers.value(invoker, "method");
            name = AgentInvokers.text(invoker, "name", name);
            Class<?> type = method == null || !Proxy.isProxyClass(agent.getClass())
                    ? agent.getClass()
                    : method.getDeclaringClass();
            passage = Passage.ask(
                    session(type.getName(), arguments.length > 2 ? arguments[0] : null),
                    type.getName(),
                    name,
                    AgentInvokers.text(invoker, "description", ""),
                    JavaValues.json(AgentInvokers.named(method, arguments[arguments.length - 1])),
                    method == null ? DeclaredTool.NONE : ToolMethods.declaredOn(method),
                    RemoteAgents.of(agent, name),
                    false);
        } catch (DeclarationException e) {
            passage = Passage.misdeclared(name, String.valueOf(e.getMessage()));
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            passage = Passage.failed(name, e);
        }
        String refusal = passage.refusal();
        if (refusal == null) {
            Arrival arrival = RemoteAgents.isOne(agent) ? RemoteAgents.expectMessage() : null;
            return new Object[] {new Run(passage, arrival), null, null};
        }
        boolean text = method != null && method.getReturnType().isAssignableFrom(String.class);
        return text
                ? new Object[] {null, refusal, null}
                : new Object[] {null, null, thrown(refusal, invoker.getClass().getClassLoader())};
    }

    private static String session(String agent, @Nullable Object scope) throws ReflectiveOperationException {
        Object memoryId = scope == null ? null : AgentInvokers.value(scope, "memoryId");
        return agent + (memoryId == null ? "@" + UUID.randomUUID() : "#" + memoryId);
    }

    static void exit(@Nullable Object run, @Nullable Object result, @Nullable Throwable thrown) {
        if (run instanceof Run begun) {
            Arrival arrival = begun.arrival();
            if (arrival != null) {
                arrival.end();
            }
            begun.passage().done(result instanceof String text ? text : "", thrown);
        }
    }

    /** What a workflow's handler of errors expects. */
    private static RuntimeException thrown(String refusal, @Nullable ClassLoader loader) {
        try {
            Constructor<?> constructor = Class.forName(REFUSAL, false, loader).getConstructor(String.class);
            return (RuntimeException) constructor.newInstance(refusal);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return new IllegalStateException(refusal);
        }
    }
}
