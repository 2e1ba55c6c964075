package dev.agentguard.javaagent.cli;

import dev.agentguard.KillSwitch;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Frozen;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Freezes. Anybody may: it only tightens. */
@Command(
        name = "freeze",
        description =
                "Stops a session, an agent or everything, in every guarded program that shares the store, within a"
                        + " second. A human thaws it.",
        mixinStandardHelpOptions = true)
final class FreezeCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @ArgGroup(multiplicity = "1")
    private final FreezeTarget target = new FreezeTarget();

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for people and for the agent to read")
    private String reason = "";

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = IsoDuration.class,
            description = "how long, such as PT1H; without it until a human thaws it")
    private @Nullable Duration length;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        FreezeScope scope = target.scope();
        try (KillSwitch killSwitch = KillSwitch.of(options.config(), options.store())) {
            Frozen frozen = killSwitch.freeze(scope, System.getProperty("user.name", "unknown"), reason, length);
            spec.commandLine()
                    .getOut()
                    .println(TerminalLine.of(frozen.text() + "; thaw it with `guard.jar thaw " + scope.option() + "`"));
            return 0;
        } catch (FreezeException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
