package dev.agentguard;

import dev.agentguard.action.Action;
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
import dev.agentguard.effect.store.StoreReader;
import dev.agentguard.effect.tool.ProgramReading;
import dev.agentguard.effect.tool.ToolReader;
import java.util.List;

/** Hands each action to its reader. */
final class ActionReader {

    private final HttpReader http;
    private final SqlReader sql;
    private final ToolReader tool;
    private final ShellReader shell;
    private final StoreReader store = new StoreReader();

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

    /** Returns an action to be read part by part. */
    ActionReading reading(Action action) {
        return new ActionReading(this, action);
    }

    List<Effect> effects(Action action) {
        return reading(action).effects();
    }

    HttpReader http() {
        return http;
    }

    SqlReader sql() {
        return sql;
    }

    ToolReader tool() {
        return tool;
    }

    ShellReader shell() {
        return shell;
    }

    StoreReader store() {
        return store;
    }

    private static List<CommandReading> unknown(Command command) {
        return List.of(new CommandReading.Does(
                Effect.of("local:" + command.program(), command.evidence()).build()));
    }
}
