package dev.agentguard.javaagent.cli;

import dev.agentguard.javaagent.rules.RuleReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what the rule files of a project enforce and what they only advise. */
@Command(
        name = "rules",
        description = "Lists every rule of a project: where it stands, what it says, what is enforced of it or why"
                + " nothing is, and an action that it stops.",
        mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {

    @Mixin
    private final RulesOptions options = new RulesOptions();

    @Parameters(
            arity = "0..1",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "the project; the current directory without it")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path directory;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        RuleReport report = RuleReport.of(options.config(directory));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RulesJson.of(report));
        } else {
            RulesText.lines(report).stream().map(TerminalLine::of).forEach(out::println);
        }
        return 0;
    }
}
