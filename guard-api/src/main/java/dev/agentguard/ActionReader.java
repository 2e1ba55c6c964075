package dev.agentguard;

import dev.agentguard.action.Action;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandKnowledge;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import dev.agentguard.effect.shell.ShellReader;
import dev.agentguard.effect.sql.SqlReader;
import dev.agentguard.effect.tool.ProgramReading;
import dev.agentguard.effect.tool.ToolReader;
import java.util.ArrayList;
import java.util.List;

/** Hands each action to its reader. */
final class ActionReader {

    private final HttpReader http;
    private final SqlReader sql;
    private final ToolReader tool;
    private final ShellReader shell;

    ActionReader(Knowledge knowledge) {
        this(knowledge, false);
    }

    /** Reads actions, the URL of a request as a place if one is declared. */
    ActionReader(Knowledge knowledge, boolean urls) {
        GraphQlReader graphQl = new GraphQlReader(knowledge, Limits.DEFAULT);
        HttpReader sent = new HttpReader(knowledge, graphQl, Limits.DEFAULT, urls, null, null);
        CommandKnowledge commands = knowledge instanceof CommandKnowledge known ? known : ActionReader::unknown;
        this.sql = new SqlReader(Limits.DEFAULT);
        this.shell = new ShellReader(commands, sent, sql, Limits.DEFAULT);
        ProgramReading programs = new ProgramReading(sql, shell, graphQl);
        HttpReader within = new HttpReader(knowledge, graphQl, Limits.DEFAULT, urls, programs, null);
        this.tool = new ToolReader(knowledge, within, programs, Limits.DEFAULT);
        this.http = new HttpReader(knowledge, graphQl, Limits.DEFAULT, urls, programs, tool);
    }

    List<Effect> effects(Action action) {
        if (action instanceof HttpCall call) {
            return http.read(call);
        }
        if (action instanceof ToolCall call) {
            return tool.read(call);
        }
        return action instanceof SqlCall call ? sql.read(call) : shell.read((ProcessStart) action);
    }

    /** The requests that an action is or will send. */
    List<HttpCall> requests(Action action) {
        if (action instanceof HttpCall call) {
            return List.of(call);
        }
        return action instanceof ToolCall call ? tool.requests(call) : List.of();
    }

    /** The parts of an action that may carry a credential, with the places that the effects have. */
    List<Carrier> carriers(Action action) {
        if (action instanceof ProcessStart start) {
            return CarrierHints.in(start) ? shell.carriers(start) : List.of();
        }
        List<Carrier> carriers = new ArrayList<>();
        for (HttpCall call : requests(action)) {
            carriers.add(new Carrier.Request(call, ""));
        }
        if (action instanceof ToolCall call) {
            tool.commandLines(call).forEach((where, line) -> {
                ProcessStart start = new ProcessStart(List.of("sh", "-c", line));
                for (Carrier carrier : CarrierHints.in(start) ? shell.carriers(start) : List.<Carrier>of()) {
                    carriers.add(carrier.in(where));
                }
            });
        }
        return carriers;
    }

    /** The programs that an action starts, with the places that the effects have. */
    List<Carrier.Start> commands(Action action) {
        List<Carrier> carriers = new ArrayList<>();
        if (action instanceof ProcessStart start) {
            carriers.addAll(shell.carriers(start));
        } else if (action instanceof ToolCall call) {
            tool.commandLines(call)
                    .forEach((where, line) -> shell.carriers(new ProcessStart(List.of("sh", "-c", line)))
                            .forEach(carrier -> carriers.add(carrier.in(where))));
        }
        return carriers.stream()
                .filter(Carrier.Start.class::isInstance)
                .map(Carrier.Start.class::cast)
                .toList();
    }

    private static List<CommandReading> unknown(Command command) {
        return List.of(new CommandReading.Does(
                Effect.of("local:" + command.program(), command.evidence()).build()));
    }
}
