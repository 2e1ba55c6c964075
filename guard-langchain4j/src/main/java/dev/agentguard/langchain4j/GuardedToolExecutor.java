package dev.agentguard.langchain4j;

import dev.agentguard.Outcome;
import dev.agentguard.langchain4j.ToolAsker.Answer;
import dev.agentguard.langchain4j.ToolGate.Passage;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.exception.ToolArgumentsException;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.invocation.InvocationParameters;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs a tool only if Guard lets it. A refusal is a result that the model reads, never an exception: that would leave
 * the chat memory without the result that model providers insist on, or hang a stream. Threadsafe if the tool is.
 */
final class GuardedToolExecutor implements ToolExecutor, ResumableTool {

    /** Since 1.13; before that a result is one text. */
    private static final boolean HAS_CONTENTS = Arrays.stream(ToolExecutionResult.class.getMethods())
            .anyMatch(method -> method.getName().equals("resultContents"));

    private final ToolExecutor delegate;
    private final ToolAsker asker;

    /** A conversation calls a tool again and again. */
    private volatile @Nullable Named last;

    private record Named(String memoryId, String session) {}

    GuardedToolExecutor(ToolExecutor delegate, ToolAsker asker) {
        this.delegate = delegate;
        this.asker = asker;
    }

    @Override
    public String execute(ToolExecutionRequest request, @Nullable Object memoryId) {
        InvocationContext context =
                InvocationContext.builder().chatMemoryId(memoryId).build();
        return executeWithContext(request, context).resultText();
    }

    @Override
    public ToolExecutionResult executeWithContext(ToolExecutionRequest request, @Nullable InvocationContext context) {
        Answer answer = asker.ask(request, () -> session(context), context == null ? null : context.chatMemoryId());
        return answer.passage() == null ? refused(answer.refusal()) : run(answer.judged(), context, answer.passage());
    }

    @Override
    public Resumed resume(ToolExecutionRequest request, @Nullable Object memoryId, String session) {
        Answer answer = asker.ask(request, () -> session, memoryId);
        if (answer.passage() == null) {
            return new Resumed(false, answer.refusal());
        }
        InvocationContext context = InvocationContext.builder()
                .invocationId(UUID.randomUUID())
                .interfaceName(asker.tool().service())
                .chatMemoryId(memoryId)
                .invocationParameters(new InvocationParameters())
                .build();
        ToolExecutionResult result = run(answer.judged(), context, answer.passage());
        return new Resumed(true, result == null ? "" : textOf(result));
    }

    private String session(@Nullable InvocationContext context) {
        String service = asker.tool().service();
        if (context == null || !(context.chatMemoryId() instanceof String id) || !SessionNames.isExplicit(id)) {
            return Sessions.of(service, context);
        }
        Named known = last;
        if (known == null || !known.memoryId().equals(id)) {
            known = new Named(id, SessionNames.ofMemory(service, id));
            last = known;
        }
        return known.session();
    }

    private ToolExecutionResult refused(String refusal) {
        boolean error = asker.tool().refusalIsError();
        Rollback rollback = asker.tool().rollback();
        List<String> undone = error ? rollback.pending() : List.of();
        if (error) {
            rollback.ended(asker.tool().name(), true);
        }
        return ToolExecutionResult.builder()
                .isError(error)
                .resultText(
                        undone.isEmpty()
                                ? refusal
                                : refusal
                                        + "; its refusal is an error here, upon which LangChain4j undoes what was done"
                                        + " by `" + String.join("`, `", undone) + "`")
                .build();
    }

    private ToolExecutionResult run(ToolExecutionRequest judged, @Nullable InvocationContext context, Passage passage) {
        ToolExecutionResult result;
        try {
            result = delegate.executeWithContext(judged, context);
        } catch (Throwable e) { // passes unchanged: how a tool's failure is handled stays LangChain4j's matter
            asker.finish(
                    passage,
                    e instanceof ToolArgumentsException ? Outcome.FAILED : Outcome.UNKNOWN,
                    () -> ToolAsker.messageOf(e));
            asker.tool().rollback().ended(asker.tool().name(), true);
            throw e;
        }
        boolean failed = result != null && result.isError(); // an executor of the application may return null
        asker.tool().rollback().ended(asker.tool().name(), failed);
        asker.finish(passage, failed ? Outcome.UNKNOWN : Outcome.SUCCEEDED, () -> textOf(result));
        return result;
    }

    private static String textOf(ToolExecutionResult result) {
        if (!HAS_CONTENTS) {
            return result.resultText();
        }
        List<Content> contents = result.resultContents();
        if (contents.size() == 1 && contents.get(0) instanceof TextContent content) {
            return content.text();
        }
        return contents.stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }
}
