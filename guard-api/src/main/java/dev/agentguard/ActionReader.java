package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import dev.agentguard.effect.tool.ToolReader;
import java.util.List;

/** Hands each action to its reader. */
final class ActionReader {

    private final HttpReader http;
    private final ToolReader tool;

    ActionReader(Knowledge knowledge) {
        GraphQlReader graphQl = new GraphQlReader(knowledge, Limits.DEFAULT);
        this.http = new HttpReader(knowledge, graphQl, Limits.DEFAULT);
        this.tool = new ToolReader(http, graphQl, Limits.DEFAULT);
    }

    List<Effect> effects(Action action) {
        if (action instanceof HttpCall call) {
            return http.read(call);
        }
        if (action instanceof ToolCall call) {
            return tool.read(call);
        }
        return action instanceof SqlCall
                ? unread("sql:script", "sql")
                : unread("process:start", program((ProcessStart) action));
    }

    /** The requests that an action is or will send. */
    List<HttpCall> requests(Action action) {
        if (action instanceof HttpCall call) {
            return List.of(call);
        }
        return action instanceof ToolCall call ? tool.requests(call) : List.of();
    }

    private static String program(ProcessStart start) {
        return start.command().isEmpty() ? "" : start.command().get(0);
    }

    private static List<Effect> unread(String operation, String where) {
        return List.of(Effect.of(operation, new Evidence(where, "")).build());
    }
}
