package dev.agentguard.javaagent.cli;

import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.console.Explainer;
import dev.agentguard.decision.Origin;
import dev.agentguard.javaagent.cases.Dialects;
import java.util.List;
import java.util.Map;

/** Explains actions that a human types on the console's page. */
final class TypedActions implements Explainer {

    private final Guard guard;

    TypedActions(Guard guard) {
        this.guard = guard;
    }

    @Override
    public String explain(String kind, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("there is nothing to explain");
        }
        return String.join(
                "\n",
                guard.explain(action(kind, text), new CallContext("explain", Origin.WIRE_IN_TOOL))
                        .lines());
    }

    private static Action action(String kind, String text) {
        return switch (kind) {
            case "shell" -> new ProcessStart(List.of("sh", "-c", text));
            case "sql" -> new SqlCall(text, Dialects.of(""));
            case "http" -> request(text);
            default -> throw new IllegalArgumentException("`shell`, `sql` or `http` is expected");
        };
    }

    private static HttpCall request(String text) {
        int line = text.indexOf('\n');
        String first = (line < 0 ? text : text.substring(0, line)).strip();
        String body = line < 0 ? "" : text.substring(line + 1).strip();
        int space = first.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("the first line is `METHOD URL`");
        }
        return new HttpCall(
                first.substring(0, space),
                first.substring(space + 1).strip(),
                body.isEmpty() ? Map.of() : Map.of("Content-Type", List.of("application/json")),
                body.isEmpty() ? Body.empty() : Body.of(body));
    }
}
