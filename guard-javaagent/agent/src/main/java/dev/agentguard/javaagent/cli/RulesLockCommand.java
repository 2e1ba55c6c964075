package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.RuleLock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps how rule files are read under version control. */
@Command(
        name = "lock",
        description = "Writes how every sentence is read to " + RuleLock.FILE
                + ", for review and version control; with --check it only compares.",
        mixinStandardHelpOptions = true)
final class RulesLockCommand implements Callable<Integer> {

    @Mixin
    private final RulesProject project = new RulesProject();

    @Option(names = "--check", description = "writes nothing; exit status 1 if a sentence is read in another way now")
    private boolean check;

    @Override
    public Integer call() throws CommandFailure {
        GuardConfig config = project.config();
        Path file = project.file(config, RuleLock.FILE);
        Path directory = file.toAbsolutePath().getParent();
        RuleLock before = RuleLock.read(file);
        RuleLock now = RuleLock.of(config.ruleBook(), directory == null ? file : directory)
                .keeping(before);
        PrintWriter out = project.out();
        List<String> differences = before == null ? List.of() : before.differences(now);
        differences.stream().map(TerminalLine::of).forEach(out::println);
        List<String> notApplied = RuleLock.notApplied(config.ruleBook());
        notApplied.stream().map(TerminalLine::of).forEach(out::println);
        if (!check) {
            now.write(file);
            out.println(now.readings().size() + " readings are in `" + file + "`");
            return 0;
        }
        if (before == null) {
            throw new CommandFailure("there is no `" + file + "`; `rules lock` writes it");
        }
        if (!notApplied.isEmpty()) {
            throw new CommandFailure(notApplied.size() + " accepted readings in `" + file
                    + "` are not applied; a human accepts them anew or takes them out");
        }
        if (!differences.isEmpty()) {
            throw new CommandFailure(
                    differences.size() + " differences to `" + file + "`; after a review `rules lock` writes it anew");
        }
        return 0;
    }
}
