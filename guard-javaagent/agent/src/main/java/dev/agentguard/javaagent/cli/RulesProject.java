package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The project whose rules are meant, as the argument of a command. */
final class RulesProject {

    @Mixin
    private final RulesOptions options = new RulesOptions();

    @Parameters(
            arity = "0..1",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "the project; the current directory without it")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path directory;

    GuardConfig config() throws CommandFailure {
        return options.config(directory);
    }

    Path file(GuardConfig config, String name) {
        return RulesOptions.project(config, directory).resolve(name);
    }

    PrintWriter out() {
        return options.out();
    }
}
