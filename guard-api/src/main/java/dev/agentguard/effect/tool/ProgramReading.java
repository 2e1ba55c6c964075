package dev.agentguard.effect.tool;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.EffectReader;
import dev.agentguard.effect.Program;
import dev.agentguard.effect.ProgramReader;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.graphql.GraphQlRequest;
import dev.agentguard.effect.query.GraphQuery;
import java.util.List;

/**
 * The readers of the languages that stand in arguments.
 *
 * @param sql reads statements
 * @param shell reads command lines
 * @param graphQl reads documents
 */
public record ProgramReading(EffectReader<SqlCall> sql, EffectReader<ProcessStart> shell, GraphQlReader graphQl)
        implements ProgramReader {

    @Override
    public List<Effect> read(Program program) {
        List<String> texts = program.texts();
        return switch (program.language()) {
            case SHELL -> shell.read(new ProcessStart(List.of("sh", "-c", String.join("\n", texts))));
            case WORDS -> shell.read(new ProcessStart(texts));
            case SQL ->
                texts.stream()
                        .flatMap(text -> sql.read(new SqlCall(text)).stream())
                        .toList();
        };
    }

    List<Effect> statements(String text, String where) {
        return placed(sql.read(new SqlCall(text)), where);
    }

    List<Effect> commandLine(String line, String where) {
        return placed(shell.read(new ProcessStart(List.of("sh", "-c", line))), where);
    }

    List<Effect> read(ArgumentProgram program) {
        String where = "argument " + program.where();
        return switch (program.language()) {
            case SQL -> statements(program.text(), where);
            case GRAPH -> List.of(GraphQuery.read(program.text(), where));
            case SHELL -> commandLine(program.text(), where);
            case UNSEEN -> List.of(ToolReader.unseen(where));
            case GRAPHQL ->
                graphQl.read(new GraphQlRequest(program.text(), null, GraphQlRequest.UNKNOWN_VARIABLES, where), "", "");
        };
    }

    /** What a reader found, with the argument's name in front of its place. */
    private static List<Effect> placed(List<Effect> effects, String where) {
        return effects.stream().map(effect -> effect.in(where)).toList();
    }
}
