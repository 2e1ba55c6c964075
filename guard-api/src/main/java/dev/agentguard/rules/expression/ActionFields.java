package dev.agentguard.rules.expression;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.StoreCommand;
import dev.agentguard.action.ToolCall;
import dev.agentguard.rules.ActionView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code action}. */
final class ActionFields extends Fields {

    private final ActionView view;
    private final boolean byIndex;
    private @Nullable Object arguments;
    private @Nullable List<Object> commands;

    /**
     * @param byIndex whether the expression asks for arguments of commands by their number
     */
    ActionFields(ActionView view, boolean byIndex, Doubt doubt) {
        super(Declarations.ACTION, "action", doubt);
        this.view = view;
        this.byIndex = byIndex;
    }

    @Override
    @Nullable
    Object field(String field) {
        Action action = view.action();
        return switch (field) {
            case "kind" -> kind(action);
            case "tool" -> action instanceof ToolCall call ? call.tool() : "";
            case "method" -> action instanceof HttpCall call ? call.method() : "";
            case "url" -> action instanceof HttpCall call ? Plain.text(call.url()) : "";
            case "statement" -> action instanceof SqlCall call ? Plain.text(call.sql()) : "";
            case "arguments" -> arguments(action);
            case "commands" -> commands();
            default -> null;
        };
    }

    private static String kind(Action action) {
        if (action instanceof ToolCall) {
            return "tool";
        }
        if (action instanceof HttpCall) {
            return "http";
        }
        if (action instanceof SqlCall) {
            return "sql";
        }
        if (action instanceof StoreCommand) {
            return "store";
        }
        return action instanceof ProcessStart ? "process" : "other";
    }

    private @Nullable Object arguments(Action action) {
        if (!(action instanceof ToolCall call)) {
            return new Missing(doubt);
        }
        Object known = arguments;
        if (known == null) {
            Map<String, Object> plain = new Plain().map(call.arguments());
            if (plain == null) {
                return null;
            }
            known = plain;
            arguments = known;
        }
        return known;
    }

    private List<Object> commands() {
        List<Object> known = commands;
        if (known == null) {
            known = view.commands().stream()
                    .map(start -> new CommandFields(start.command(), byIndex, doubt).value())
                    .toList();
            commands = known;
        }
        return known;
    }
}
