package dev.agentguard.javaagent.cli;

import dev.agentguard.freeze.Freezes;
import dev.agentguard.freeze.Frozen;
import dev.agentguard.freeze.Glass;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what is frozen, and for whom the glass is broken. */
@Command(name = "frozen", description = "Shows what is frozen now.", mixinStandardHelpOptions = true)
final class FrozenCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        Freezes freezes = new Freezes(options.store(), InstantSource.system(), options.approvers());
        List<Frozen> frozen = freezes.frozen();
        List<Glass> glasses = freezes.glasses();
        frozen.forEach(one -> out.println(TerminalLine.of(one.text())));
        glasses.forEach(one -> out.println(TerminalLine.of(one.text())));
        freezes.notes().forEach(note -> out.println(TerminalLine.of(note)));
        String problem = freezes.problem();
        if (problem != null) {
            throw new CommandFailure(
                    TerminalLine.of("nobody knows what is frozen, so everything but reads is: " + problem));
        }
        if (frozen.isEmpty() && glasses.isEmpty()) {
            out.println("nothing is frozen in `" + options.store() + "`");
        }
        return 0;
    }
}
