package dev.agentguard.javaagent.cli;

import dev.agentguard.action.SqlCall;
import dev.agentguard.javaagent.cases.Dialects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would be said to SQL. */
@Command(
        name = "sql",
        description = "Prints effects, facts and the decision for SQL text, without running it.",
        mixinStandardHelpOptions = true)
final class ExplainSqlCommand implements Callable<Integer> {

    private final TypedText typed;

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    @Option(
            names = "--dialect",
            defaultValue = "",
            description =
                    "postgresql, mysql, sqlserver, oracle, sqlite, h2, bigquery, snowflake or a product that speaks"
                            + " one of them; without it whatever any of them could make of the text counts")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String dialect;

    @Parameters(paramLabel = "TEXT", description = "one or more statements; - reads them from standard input")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String text;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    ExplainSqlCommand(TypedText typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure {
        return options.explain(
                new SqlCall(typed.of(text), Dialects.of(dialect)),
                spec.commandLine().getOut());
    }
}
