package dev.agentguard.javaagent;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.bridge.GuardBridge;
import dev.agentguard.bridge.Handler;
import dev.agentguard.bridge.RefusedException;
import dev.agentguard.decision.Origin;
import dev.agentguard.javaagent.instrumentation.TypeInstrumentation;
import java.sql.Connection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what the bridge is asked into questions to {@link Guard}. Threadsafe. */
final class Engine implements Handler {

    private static final String FAILED =
            "not run: guard failed while it judged this call (guard.failure); do not try again, tell the user";

    /** What is sent by a thread that works for everybody. */
    private static final String UNATTRIBUTED = "?";

    private final Guard guard;
    private final SqlCalls sqlCalls;
    private final Map<String, TypeInstrumentation.Hook> hooks;
    private final ToolCalls toolCalls = new ToolCalls();
    private final OpenVerdicts open = new OpenVerdicts();

    Engine(Guard guard, SqlCalls sqlCalls, Map<String, TypeInstrumentation.Hook> hooks) {
        this.guard = guard;
        this.sqlCalls = sqlCalls;
        this.hooks = hooks;
    }

    @Override
    public Map<String, Object> call(String verb, Map<String, Object> message) {
        try {
            // what Guard itself does while it judges passes other instrumentations
            return GuardBridge.bypass(() -> answer(verb, message));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> answer(String verb, Map<String, Object> message) {
        return switch (verb) {
            case "http.check" -> httpCheck(message);
            case "http.answer" -> httpAnswer(message);
            case "http.done" -> httpDone(message);
            case "sql.check" -> wireCheck(sqlCall(message));
            case "process.check" -> wireCheck(Messages.processStart(message));
            case "store.check" -> storeCheck(message);
            case "done" -> done(message);
            case "tool.check" -> toolCheck(message);
            case "tool.done" -> toolDone(message);
            case "mcp.listed" -> mcpListed(message);
            case "content.read" -> contentRead(message);
            case "refusals" -> Map.of("rollBack", guard.refusalsRollBack());
            default -> throw new IllegalArgumentException("the bridge knows no verb `" + verb + "`");
        };
    }

    @Override
    public @Nullable Object on(String hook, @Nullable Object... arguments) throws RefusedException {
        TypeInstrumentation.Hook known = hooks.get(hook);
        if (known == null) {
            throw new IllegalArgumentException("there is no hook `" + hook + "`");
        }
        try {
            return known.body().run(arguments);
        } catch (RefusedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("hook `" + hook + "` failed", e);
        }
    }

    private Map<String, Object> httpCheck(Map<String, Object> message) {
        String given = Messages.text(message, "context");
        CallContext context = given.isEmpty()
                ? toolCalls.wire()
                : given.equals(UNATTRIBUTED) ? toolCalls.somewhere() : Messages.context(given);
        HttpCall call = Messages.httpCall(message);
        Verdict verdict = guard.check(call, context);
        boolean answer = verdict.proceeds() && guard.wantsResponse(call);
        boolean recorded = verdict.proceeds() && !verdict.id().isEmpty();
        String id = recorded || answer ? open.add(verdict, null) : "";
        if (answer) {
            open.waitsFor(id, new OpenVerdicts.Asked(call, context));
        }
        return Map.of(
                "id", id,
                "answer", answer,
                "proceeds", verdict.proceeds(),
                "message", verdict.message(),
                "context", Messages.context(context));
    }

    private Map<String, Object> httpAnswer(Map<String, Object> message) {
        OpenVerdicts.Asked asked = open.answered(Messages.text(message, "id"));
        if (asked != null && message.get("status") instanceof Integer status) {
            HttpCall answer = Messages.httpCall(message);
            guard.response(asked.context(), asked.call(), status, answer.headers(), answer.body());
        }
        return Map.of();
    }

    private Map<String, Object> httpDone(Map<String, Object> message) {
        String id = Messages.text(message, "id");
        Outcome outcome = outcome(message);
        OpenVerdicts.Open ended = open.remove(id);
        if (ended != null) {
            guard.completed(ended.verdict(), outcome);
        }
        if (outcome != Outcome.SUCCEEDED) {
            open.answered(id);
        }
        return Map.of();
    }

    private SqlCall sqlCall(Map<String, Object> message) {
        return sqlCalls.of(
                Messages.text(message, "sql"),
                SqlDialect.valueOf(Messages.text(message, "dialect")),
                message.get("connection") instanceof Connection connection ? connection : null);
    }

    /** Judges what has no answer to look at, whatever it is, as done by who acts on this thread. */
    private Map<String, Object> wireCheck(Action action) {
        return wireCheck(action, toolCalls.wire());
    }

    private Map<String, Object> storeCheck(Map<String, Object> message) {
        boolean somewhere = Messages.text(message, "context").equals(UNATTRIBUTED);
        return wireCheck(StoreMessages.command(message), somewhere ? toolCalls.somewhere() : toolCalls.wire());
    }

    private Map<String, Object> wireCheck(Action action, CallContext context) {
        Verdict verdict = guard.check(action, context);
        boolean recorded = verdict.proceeds() && !verdict.id().isEmpty();
        return Map.of(
                "id", recorded ? open.add(verdict, null) : "",
                "proceeds", verdict.proceeds(),
                "message", verdict.message());
    }

    private Map<String, Object> done(Map<String, Object> message) {
        OpenVerdicts.Open ended = open.remove(Messages.text(message, "id"));
        if (ended != null) {
            guard.completed(ended.verdict(), outcome(message));
        }
        return Map.of();
    }

    private Map<String, Object> toolCheck(Map<String, Object> message) {
        try {
            String session = Messages.text(message, "session");
            ToolCall call = Messages.toolCall(message);
            if (Boolean.TRUE.equals(message.get("arrived")) && toolCalls.enter(call)) {
                return Map.of("id", "", "proceeds", true, "message", "");
            }
            Verdict verdict = guard.check(call, new CallContext(session, Origin.TOOL));
            String id = verdict.proceeds() ? open.add(verdict, toolCalls.begin(session, call)) : verdict.id();
            return Map.of("id", id, "proceeds", verdict.proceeds(), "message", verdict.message());
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            GuardBridge.failed("tool.check", e);
            return Map.of("id", "", "proceeds", false, "message", FAILED);
        }
    }

    private Map<String, Object> toolDone(Map<String, Object> message) {
        OpenVerdicts.Open ended = open.remove(Messages.text(message, "id"));
        if (ended != null) {
            CallContext context = new CallContext(Messages.text(message, "session"), Origin.TOOL);
            try {
                toolResult(context, ended.call(), message);
            } finally {
                if (ended.call() != null) {
                    ended.call().end();
                }
                guard.completed(ended.verdict(), outcome(message));
            }
        }
        return Map.of();
    }

    private void toolResult(CallContext context, ToolCalls.@Nullable Running running, Map<String, Object> message) {
        if (running == null) {
            guard.toolResult(context, Messages.text(message, "tool"), Messages.text(message, "text"));
        } else {
            guard.toolResult(context, running.call(), Messages.text(message, "text"));
        }
    }

    private Map<String, Object> contentRead(Map<String, Object> message) {
        guard.contentRead(
                new CallContext(Messages.text(message, "session"), Origin.TOOL),
                Messages.text(message, "source"),
                Messages.text(message, "text"));
        return Map.of();
    }

    private Map<String, Object> mcpListed(Map<String, Object> message) {
        guard.toolsListed(Messages.server(message), Messages.serverTools(message));
        return Map.of();
    }

    private static Outcome outcome(Map<String, Object> message) {
        String outcome = Messages.text(message, "outcome");
        return outcome.equals("SUCCEEDED")
                ? Outcome.SUCCEEDED
                : outcome.equals("FAILED") ? Outcome.FAILED : Outcome.UNKNOWN;
    }
}
