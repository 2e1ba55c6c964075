package dev.agentguard.langchain4j;

import dev.agentguard.Outcome;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.langchain4j.ToolGate.Passage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a tool only if Guard lets it. A refusal is a result that the model reads, never an exception: that would leave
 * the chat memory without the result that model providers insist on, or hang a stream. Threadsafe if the tool is.
 */
final class GuardedToolExecutor implements ToolExecutor {

    private final ToolExecutor delegate;
    private final GuardedTool tool;
    private final ToolGate gate;
    private final GuardFailures failures;

    GuardedToolExecutor(ToolExecutor delegate, GuardedTool tool, ToolGate gate, GuardFailures failures) {
        this.delegate = delegate;
        this.tool = tool;
        this.gate = gate;
        this.failures = failures;
    }

    @Override
    public String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
        InvocationContext context =
                InvocationContext.builder().chatMemoryId(memoryId).build();
        return executeWithContext(request, context).resultText();
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, @Nullable InvocationContext context) {
        ToolExecutionRequest judged;
        Passage passage;
        try {
            ToolArguments arguments = tool.read(request.arguments());
            judged = request.toBuilder().arguments(arguments.json()).build();
            passage = gate.check(Sessions.of(tool.service(), context), tool.service(), tool.call(arguments));
        } catch (UnreadableArgumentsException e) {
            return refused("`" + tool.name() + "` was not run: " + e.because()
                    + "; send its arguments again as one plain JSON object in which every key stands once");
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            failures.report("guard failed and refuses the tool", tool.name(), e);
            return refused("`" + tool.name() + "` was not run: guard failed while it judged the call, so the call is"
                    + " refused; do not try again, tell the user that guard's log has the reason");
        }
        if (!passage.proceeds()) {
            return refused(passage.message());
        }
        return run(judged, context, passage);
    }

    private ToolExecutionResult run(ToolExecutionRequest judged, @Nullable InvocationContext context, Passage passage) {
        ToolExecutionResult result;
        try {
            result = delegate.executeWithContext(judged, context);
        } catch (Throwable e) { // passes unchanged: how a tool's failure is handled stays LangChain4j's matter
            finish(passage, e instanceof ToolArgumentsException ? Outcome.FAILED : Outcome.UNKNOWN, () -> messageOf(e));
            throw e;
        }
        boolean failed = result != null && result.isError(); // an executor of the application may return null
        finish(passage, failed ? Outcome.UNKNOWN : Outcome.SUCCEEDED, () -> textOf(result));
        return result;
    }

    /** Records the outcome; the tool has run, so a failure of Guard must not take its result away. */
    private void finish(Passage passage, Outcome outcome, Supplier<String> text) {
        try {
            passage.done(outcome, textOrNothing(text));
        } catch (Throwable e) {
            failures.report("guard failed to record the outcome of the tool", tool.name(), e);
        }
    }

    /** A result may fail to make its text; that it ended is recorded all the same. */
    private static String textOrNothing(Supplier<String> text) {
        try {
            return text.get();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return "";
        }
    }

    private ToolExecutionResult refused(String message) {
        String text = message.isBlank() ? "`" + tool.name() + "` was not run: refused by guard" : message;
        return ToolExecutionResult.builder()
                .isError(tool.refusalIsError())
                .resultText(text)
                .build();
    }

    private static String textOf(ToolExecutionResult result) {
        return result.resultContents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }

    /** LangChain4j tells the model the message of the cause, if there is one; both are what it may read. */
    private static String messageOf(Throwable failure) {
        Throwable cause = failure.getCause();
        String text = Objects.toString(failure.getMessage(), "");
        return cause == null ? text : text + "\n" + Objects.toString(cause.getMessage(), "");
    }
}
