package dev.agentguard.javaagent.tool;

import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.javaagent.tool.ToolMethods.ToolMethod;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a tool only if the engine lets it. A refusal is a result that the model reads, never an exception: that would
 * leave the chat memory without the result that model providers insist on, or hang a stream. Supplies the executor that
 * it guards, for the library, which sees to its own. Threadsafe if the tool is.
 */
final class GuardedTool implements InvocationHandler, Supplier<Object> {

    private final Object delegate;
    private final String name;
    private final String description;
    private final ToolMethod method;

    GuardedTool(Object delegate, String name, String description, ToolMethod method) {
        this.delegate = delegate;
        this.name = name;
        this.description = description;
        this.method = method;
    }

    @Override
    public Object get() {
        return delegate;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method called, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (called.getDeclaringClass() == Object.class) {
            return switch (called.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "guarded " + delegate;
            };
        }
        if (arguments == null || arguments.length == 0 || !ToolRequest.isRequest(arguments[0])) {
            return run(called, arguments);
        }
        Passage passage;
        ToolArguments read = ToolArguments.NONE;
        try {
            Object context = arguments.length > 1 ? arguments[1] : null;
            read = ToolArguments.read(ToolRequest.arguments(arguments[0]), method);
            arguments[0] = ToolRequest.with(arguments[0], read.json());
            String problem = method.problem();
            passage = problem == null
                    ? Passage.ask(
                            Sessions.of(context),
                            Sessions.service(context),
                            name,
                            description,
                            read.values(),
                            method.declared(),
                            McpTools.of(delegate, name),
                            false)
                    : Passage.misdeclared(name, problem);
        } catch (UnreadableArgumentsException e) {
            passage = Passage.unreadable(name, e.because());
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            passage = Passage.failed(name, e);
        }
        String refusal = passage.refusal();
        return refusal == null
                ? run(called, arguments, passage, read.json())
                : ToolResults.refused(called.getReturnType(), name, refusal);
    }

    private @Nullable Object run(Method called, @Nullable Object[] arguments, Passage passage, String json)
            throws Throwable {
        Object result;
        Arrival arrival = Arrival.expect(delegate, json);
        try {
            result = run(called, arguments);
        } catch (Throwable e) { // passes unchanged: how a tool's failure is handled stays LangChain4j's matter
            passage.done(null, e);
            throw e;
        } finally {
            arrival.end();
        }
        passage.done(result, null);
        return result;
    }

    private @Nullable Object run(Method called, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return called.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
