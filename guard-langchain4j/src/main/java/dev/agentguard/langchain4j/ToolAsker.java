package dev.agentguard.langchain4j;

import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.action.PlainJson;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.approval.HeldCall;
import dev.agentguard.langchain4j.ToolGate.Passage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the engine about the calls of one tool and records how they end. Threadsafe; it never throws. */
final class ToolAsker {

    /** Since 1.7. */
    private static final boolean COPIES = Arrays.stream(ToolExecutionRequest.class.getMethods())
            .anyMatch(method -> method.getName().equals("toBuilder"));

    private final GuardedTool tool;
    private final ToolGate gate;
    private final GuardFailures failures;

    ToolAsker(GuardedTool tool, ToolGate gate, GuardFailures failures) {
        this.tool = tool;
        this.gate = gate;
        this.failures = failures;
    }

    /**
     * What is to be done with a call.
     *
     * @param judged the request to run, with exactly the arguments that were judged
     * @param passage to say how it ended, or null if it is refused
     * @param refusal what the model shall read if it is refused, else empty
     */
    record Answer(ToolExecutionRequest judged, @Nullable Passage passage, String refusal) {}

    /** LangChain4j fails to read the same text again, and the application may have said what is to happen then. */
    private enum Unread implements Passage {
        PASSAGE;

        @Override
        public boolean proceeds() {
            return true;
        }

        @Override
        public String message() {
            return "";
        }

        @Override
        public void done(Outcome outcome, String text) {
            // no tool has run
        }
    }

    GuardedTool tool() {
        return tool;
    }

    Answer ask(ToolExecutionRequest request, Supplier<String> session, @Nullable Object memoryId) {
        ToolExecutionRequest judged;
        Passage passage;
        try {
            ToolArguments arguments = tool.read(request.arguments());
            judged = with(request, arguments.json());
            ToolCall call = tool.call(arguments);
            String acting = session.get();
            passage = gate.check(acting, tool.service(), call);
            keep(passage.heldBy(), acting, call, arguments, memoryId);
        } catch (UnreadableArgumentsException e) {
            if (failsToRead(request)) {
                return new Answer(request, Unread.PASSAGE, "");
            }
            return refused(
                    request,
                    "`" + tool.name() + "` was not run: " + e.because()
                            + "; send its arguments again as one plain JSON object in which every key stands once");
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: nothing runs that was not judged
            failures.report("guard failed and refuses the tool", tool.name(), e);
            return refused(
                    request,
                    "`" + tool.name() + "` was not run: guard failed while it judged the call, so the call is"
                            + " refused; do not try again, tell the user that guard's log has the reason");
        }
        return passage.proceeds() ? new Answer(judged, passage, "") : refused(request, passage.message());
    }

    /** Keeps what is held, so that it can be run without asking the model again. */
    private void keep(
            @Nullable String heldBy,
            String session,
            ToolCall call,
            ToolArguments arguments,
            @Nullable Object memoryId) {
        Guard guard = heldBy == null || !MemoryIds.canBeKept(memoryId) ? null : gate.guard();
        if (guard != null) {
            guard.keep(
                    call,
                    new HeldCall(
                            Objects.requireNonNull(heldBy),
                            session,
                            tool.service(),
                            tool.name(),
                            arguments.json(),
                            MemoryIds.kept(memoryId)));
        }
    }

    private boolean failsToRead(ToolExecutionRequest request) {
        String text = request.arguments();
        return tool.reading() == ArgumentReading.METHOD
                && text != null
                && text.length() <= PlainJson.LARGEST
                && LangChain4jReader.failsToRead(text);
    }

    /** Records the outcome; the tool has run, so a failure of Guard must not take its result away. */
    void finish(Passage passage, Outcome outcome, Supplier<String> text) {
        try {
            passage.done(outcome, textOrNothing(text));
        } catch (Throwable e) {
            failures.report("guard failed to record the outcome of the tool", tool.name(), e);
        }
    }

    /** LangChain4j tells the model the message of the cause, if there is one; both are what it may read. */
    static String messageOf(Throwable failure) {
        Throwable cause = failure.getCause();
        String text = Objects.toString(failure.getMessage(), "");
        return cause == null ? text : text + "\n" + Objects.toString(cause.getMessage(), "");
    }

    /** A result may fail to make its text; that it ended is recorded all the same. */
    private static String textOrNothing(Supplier<String> text) {
        try {
            return text.get();
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            return "";
        }
    }

    private Answer refused(ToolExecutionRequest request, String message) {
        String text = message.isBlank() ? "`" + tool.name() + "` was not run: refused by guard" : message;
        return new Answer(request, null, text);
    }

    private static ToolExecutionRequest with(ToolExecutionRequest request, String arguments) {
        if (arguments.equals(request.arguments())) {
            return request;
        }
        if (COPIES) {
            return request.toBuilder().arguments(arguments).build();
        }
        return ToolExecutionRequest.builder()
                .id(request.id())
                .name(request.name())
                .arguments(arguments)
                .build();
    }
}
