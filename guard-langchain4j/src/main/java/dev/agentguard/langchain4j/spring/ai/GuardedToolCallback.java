package dev.agentguard.langchain4j.spring.ai;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.action.PlainJson;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.decision.Origin;
import dev.agentguard.declaration.DeclarationException;
import dev.agentguard.declaration.DeclaredTool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.model.ToolContext;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.metadata.ToolMetadata;

/** Runs a tool only if Guard lets it; a refusal is a result that the model reads. Threadsafe if the tool is. */
final class GuardedToolCallback implements ToolCallback {

    private static final Logger log = LoggerFactory.getLogger(Guard.class);

    private final ToolCallback delegate;
    private final Supplier<Guard> guard;
    private final String session;
    private volatile boolean refused;

    GuardedToolCallback(ToolCallback delegate, Supplier<Guard> guard, String session) {
        this.delegate = delegate;
        this.guard = guard;
        this.session = session;
    }

    /** Whether it refused a call. */
    boolean hasRefused() {
        return refused;
    }

    @Override
    public ToolDefinition getToolDefinition() {
        return delegate.getToolDefinition();
    }

    @Override
    public ToolMetadata getToolMetadata() {
        return delegate.getToolMetadata();
    }

    @Override
    public String call(String toolInput) {
        return judged(toolInput, delegate::call);
    }

    @Override
    public String call(String toolInput, @Nullable ToolContext toolContext) {
        return judged(toolInput, input -> delegate.call(input, toolContext));
    }

    /** Runs the tool with the text that was judged. */
    private interface Run {
        String with(String input);
    }

    private String judged(String toolInput, Run run) {
        String name = getToolDefinition().name();
        CallContext context = new CallContext(session, Origin.TOOL);
        String input;
        Guard judge;
        Verdict verdict;
        try {
            Map<String, @Nullable Object> arguments = arguments(toolInput);
            input = PlainJson.write(arguments, false);
            DeclaredTool declared = SpringToolDeclarations.of(delegate);
            String description = Objects.requireNonNullElse(getToolDefinition().description(), "");
            judge = guard.get();
            verdict = judge.check(declared.call(name, description, arguments, null), context);
        } catch (DeclarationException e) {
            log.error("guard refuses the tool `{}`: {}", name, e.getMessage());
            return refusal("`" + name + "` was not run: its annotations cannot hold: " + e.getMessage()
                    + "; do not try again, tell the user");
        } catch (UnreadableArgumentsException e) {
            return refusal("`" + name + "` was not run: " + e.because()
                    + "; send its arguments again as one plain JSON object in which every key stands once");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            log.error(
                    "guard failed and refuses the tool `{}`: {}",
                    name,
                    e.getClass().getName());
            return refusal("`" + name + "` was not run: guard failed while it judged the call, so the call is refused;"
                    + " do not try again, tell the user that guard's log has the reason");
        }
        if (!verdict.proceeds()) {
            return refusal(verdict.message());
        }
        Outcome outcome = Outcome.UNKNOWN;
        String text = "";
        try {
            String result = run.with(input);
            outcome = Outcome.SUCCEEDED;
            text = result == null ? "" : result;
            return result;
        } catch (RuntimeException e) {
            text = Objects.requireNonNullElse(e.getMessage(), "");
            throw e;
        } finally {
            finish(judge, context, verdict, outcome, text);
        }
    }

    /** Records the outcome; the tool has run, so a failure of Guard must not take its result away. */
    private void finish(Guard judge, CallContext context, Verdict verdict, Outcome outcome, String text) {
        String name = getToolDefinition().name();
        try {
            judge.toolResult(context, name, text);
            judge.completed(verdict, outcome);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            log.error(
                    "guard failed to record the outcome of the tool `{}`: {}",
                    name,
                    e.getClass().getName());
        }
    }

    private String refusal(String message) {
        refused = true;
        return message;
    }

    private static Map<String, @Nullable Object> arguments(String text) throws UnreadableArgumentsException {
        Object value = text == null || text.isBlank() ? null : PlainJson.read(text);
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, element) -> arguments.put((String) key, element));
        } else if (value != null) {
            throw new UnreadableArgumentsException("its arguments are not a JSON object");
        }
        return arguments;
    }
}
