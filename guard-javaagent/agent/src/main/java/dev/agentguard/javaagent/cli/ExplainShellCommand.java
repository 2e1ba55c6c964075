package dev.agentguard.javaagent.cli;

import dev.agentguard.action.ProcessStart;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what would be said to a command line. */
@Command(
        name = "shell",
        description = "Prints effects, facts and the decision for a line for a shell, without running it.",
        mixinStandardHelpOptions = true)
final class ExplainShellCommand implements Callable<Integer> {

    private final TypedText typed;

    @Mixin
    private final ExplainOptions options = new ExplainOptions();

    @Parameters(paramLabel = "LINE", description = "the line, quoted as one word; - reads it from standard input")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String line;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    ExplainShellCommand(TypedText typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure {
        return options.explain(
                new ProcessStart(List.of("sh", "-c", typed.of(line))),
                spec.commandLine().getOut());
    }
}
