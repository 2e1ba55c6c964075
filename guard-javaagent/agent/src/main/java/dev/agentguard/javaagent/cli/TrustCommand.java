package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import dev.agentguard.config.TrustedFiles;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pins a configuration. */
@Command(
        name = "trust",
        description =
                "Pins a guard.yaml as it is now, so that it may loosen too when it is found in the working directory.",
        mixinStandardHelpOptions = true)
final class TrustCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "the configuration")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() {
        // What cannot be used is not pinned.
        GuardConfig.load(file, true);
        String line = new TrustedFiles(Path.of(System.getProperty("user.home", "."))).pin(file);
        spec.commandLine().getOut().println("trusted as it is now: " + line);
        return 0;
    }
}
