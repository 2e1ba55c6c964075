package dev.agentguard.rules;

import dev.agentguard.action.ProcessStart;
import dev.agentguard.effect.Carrier;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandKnowledge;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Knowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.http.HttpReader;
import dev.agentguard.effect.shell.ShellReader;
import dev.agentguard.effect.sql.SqlReader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the commands that rule files show as examples, with the readers that judge actions. Immutable, safe for use by
 * many threads.
 */
public final class ExampleReader {

    private static final int LONGEST = 2_000;

    private final ShellReader shell;

    /**
     * Creates a reader.
     *
     * @param knowledge says what operations do
     * @param commands says what programs do
     */
    public ExampleReader(Knowledge knowledge, CommandKnowledge commands) {
        GraphQlReader graphQl = new GraphQlReader(knowledge, Limits.DEFAULT);
        this.shell = new ShellReader(
                commands,
                new HttpReader(knowledge, graphQl, Limits.DEFAULT, false, null, null),
                new SqlReader(Limits.DEFAULT),
                Limits.DEFAULT);
    }

    /**
     * Returns what a command line would do.
     *
     * @param line the line as a shell would be given it
     * @return its effects, at least one, or none if it is longer than 2,000 characters
     */
    public List<Effect> effectsOf(String line) {
        return line.length() > LONGEST ? List.of() : shell.read(start(line));
    }

    /**
     * Returns the programs that a command line would start, a program in front of those that it starts; not the shell
     * that is given the line.
     *
     * @param line the line as a shell would be given it
     * @return the programs, none if the line is longer than 2,000 characters
     */
    public List<Command> commandsOf(String line) {
        List<Command> commands = new ArrayList<>();
        if (line.length() <= LONGEST) {
            for (Carrier carrier : shell.carriers(start(line))) {
                if (carrier instanceof Carrier.Start found) {
                    commands.add(found.command());
                }
            }
        }
        return commands.isEmpty() ? List.of() : List.copyOf(commands.subList(1, commands.size()));
    }

    private static ProcessStart start(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }
}
