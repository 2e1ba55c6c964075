package dev.agentguard.javaagent.tool;

import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.javaagent.tool.ToolMethods.ToolMethod;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
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
        String session = "";
        String refusal;
        Map<String, Object> answer = Map.of();
        try {
            session = Sessions.of(arguments.length > 1 ? arguments[1] : null);
            ToolArguments read = ToolArguments.read(ToolRequest.arguments(arguments[0]), method);
            arguments[0] = ToolRequest.with(arguments[0], read.json());
            answer = GuardBridge.call("tool.check", question(session, arguments, read));
            refusal = Boolean.TRUE.equals(answer.get("proceeds")) ? null : String.valueOf(answer.get("message"));
        } catch (UnreadableArgumentsException e) {
            refusal = "`" + name + "` was not run: " + e.because()
                    + "; send its arguments again as one plain JSON object in which every key stands once";
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            GuardBridge.failed("tool.check", e);
            refusal =
                    "`" + name + "` was not run: guard failed while it judged the call, so the call is refused; do not"
                            + " try again, tell the user that guard's output has the reason";
        }
        return refusal == null
                ? run(called, arguments, session, String.valueOf(answer.get("id")))
                : ToolResults.refused(called.getReturnType(), refusal);
    }

    private Map<String, Object> question(String session, @Nullable Object[] arguments, ToolArguments read) {
        Map<String, Object> question = new HashMap<>();
        question.put("session", session);
        question.put("service", Sessions.service(arguments.length > 1 ? arguments[1] : null));
        question.put("tool", name);
        question.put("description", description);
        question.put("arguments", read.values());
        question.put("declaration", method.declaration());
        return question;
    }

    private @Nullable Object run(Method called, @Nullable Object[] arguments, String session, String id)
            throws Throwable {
        Object result;
        try {
            result = run(called, arguments);
        } catch (Throwable e) { // passes unchanged: how a tool's failure is handled stays LangChain4j's matter
            finish(session, id, ToolResults.unread(e) ? "FAILED" : "UNKNOWN", ToolResults.text(e));
            throw e;
        }
        finish(session, id, ToolResults.isError(result) ? "UNKNOWN" : "SUCCEEDED", ToolResults.text(result));
        return result;
    }

    private @Nullable Object run(Method called, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return called.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** The tool has run, so a failure of Guard must not take its result away. */
    private void finish(String session, String id, String outcome, String text) {
        try {
            GuardBridge.call(
                    "tool.done",
                    Map.of(
                            "id", id,
                            "session", session,
                            "tool", name,
                            "outcome", outcome,
                            "text", text));
        } catch (RuntimeException | LinkageError e) {
            GuardBridge.failed("tool.done", e);
        }
    }
}
