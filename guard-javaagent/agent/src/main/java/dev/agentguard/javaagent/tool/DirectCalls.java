package dev.agentguard.javaagent.tool;

import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.declaration.DeclarationException;
import dev.agentguard.javaagent.tool.ToolMethods.ToolMethod;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Judges what an executor of methods or a client of an MCP server is asked to run, where the question was not answered
 * further up: by a service's guarded executor, or by the library. Threadsafe.
 */
final class DirectCalls {

    private final ToolMethods methods = new ToolMethods();

    /** What a call that may run carries to its end. */
    private record Run(Passage passage, Arrival arrival) {}

    /**
     * Asks about a call.
     *
     * @param executor what runs it
     * @param arguments what its method was given: the request, and the context or the memory id, if any
     * @param method the method, with its parameters
     * @param answers what the method returns
     * @return null if the call was judged already; else the request to run, what its end needs, the answer if it is
     *     refused, and what is thrown if it is refused where nobody reads answers
     */
    @Nullable
    Object[] enter(Object executor, @Nullable Object[] arguments, String method, String answers)
            throws ReflectiveOperationException {
        Object request = arguments[0];
        if (!ToolRequest.isRequest(request) || Arrival.isExpected(executor, ToolRequest.arguments(request), method)) {
            return new Object[0];
        }
        Object context = arguments.length > 1 ? arguments[1] : null;
        String name = "a tool";
        Passage passage;
        Object judged = request;
        ToolArguments read = ToolArguments.NONE;
        boolean compensates = false;
        try {
            ToolMethod known = methods.behind(executor);
            Method runs = ToolMethods.runs(executor);
            compensates = runs != null && Compensations.isCompensation(runs);
            name = compensates && runs != null ? runs.getName() : ToolRequest.name(request);
            read = ToolArguments.read(ToolRequest.arguments(request), known);
            judged = ToolRequest.with(request, read.json());
            String problem = compensates ? null : known.problem();
            passage = problem == null
                    ? Passage.ask(
                            Sessions.of(context),
                            Sessions.service(context),
                            name,
                            runs == null ? "" : ToolMethods.description(runs),
                            read.values(),
                            compensates && runs != null ? ToolMethods.declaredOn(runs) : known.declared(),
                            McpTools.of(executor, name),
                            !compensates)
                    : Passage.misdeclared(name, problem);
        } catch (DeclarationException e) {
            passage = Passage.misdeclared(name, String.valueOf(e.getMessage()));
        } catch (UnreadableArgumentsException e) {
            passage = Passage.unreadable(name, e.because());
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            passage = Passage.failed(name, e);
        }
        String refusal = passage.refusal();
        if (refusal == null) {
            return new Object[] {
                judged, new Run(passage, Arrival.expect(executor, read.json()).at(method)), null, null
            };
        }
        if (compensates) {
            return new Object[] {request, null, null, refusal};
        }
        Class<?> type = answers.equals("java.lang.String")
                ? String.class
                : Class.forName(answers, false, executor.getClass().getClassLoader());
        return new Object[] {request, null, ToolResults.refused(type, name, refusal), null};
    }

    /** Records how a call ended that was let through here. */
    static void exit(@Nullable Object run, @Nullable Object result, @Nullable Throwable thrown) {
        if (run instanceof Run begun) {
            begun.arrival().end();
            begun.passage().done(result, thrown);
        }
    }
}
