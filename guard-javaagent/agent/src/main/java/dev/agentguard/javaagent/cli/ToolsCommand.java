package dev.agentguard.javaagent.cli;

import dev.agentguard.Guard;
import dev.agentguard.javaagent.inventory.ClassPath;
import dev.agentguard.javaagent.inventory.InventoryException;
import dev.agentguard.javaagent.inventory.Judgement;
import dev.agentguard.javaagent.inventory.ToolScan;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the tools of an application; as a check of a build it fails where an annotation is missing. */
@Command(
        name = "tools",
        description = "Lists every annotated tool of an application, what it is taken to do and why, and annotations to"
                + " paste where that is not known. No class is loaded.",
        mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "CLASSPATH",
            description = "directories and jars as after `java -cp`; an executable jar with its libraries too")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String classPath;

    @Option(names = "--config", paramLabel = "FILE", description = "a configuration, for its packs; without it none")
    private @Nullable Path config;

    @Option(
            names = "--check",
            description = "exits with 1 if a tool without `@Guarded` is not understood or looks destructive, or if"
                    + " annotations cannot hold")
    private boolean check;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        List<Judgement> tools = judged();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ToolsJson.of(tools));
        } else {
            ToolsText.lines(tools).stream().map(TerminalLine::of).forEach(out::println);
        }
        boolean lacking = tools.stream()
                .anyMatch(judged ->
                        judged.lacksDeclaration() || !judged.tool().problems().isEmpty());
        return check && lacking ? GuardCommand.FAILED : 0;
    }

    private List<Judgement> judged() throws CommandFailure {
        try (ClassPath path = ClassPath.open(classPath);
                Guard guard =
                        Guard.builder().config(ConfigOptions.named(config)).build()) {
            return ToolScan.of(path).stream()
                    .map(tool -> Judgement.of(tool, guard))
                    .toList();
        } catch (InventoryException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
