package dev.agentguard.javaagent.cli;

import dev.agentguard.javaagent.rules.RuleReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what the rule files of a project enforce and what they only advise. */
@Command(
        name = "rules",
        description = "Lists every rule of a project: where it stands, what it says, what is enforced of it or why"
                + " nothing is, and an action that it stops.",
        mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {

    @Mixin
    private final RulesProject project = new RulesProject();

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        RuleReport report = RuleReport.of(project.config());
        PrintWriter out = project.out();
        if (json) {
            out.println(RulesJson.of(report));
        } else {
            RulesText.lines(report).stream().map(TerminalLine::of).forEach(out::println);
        }
        return 0;
    }
}
