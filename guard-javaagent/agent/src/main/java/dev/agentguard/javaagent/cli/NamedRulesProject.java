package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The project whose rules are meant, as an option of a command that takes other arguments. */
final class NamedRulesProject {

    @Mixin
    private final RulesOptions options = new RulesOptions();

    @Option(names = "--dir", defaultValue = ".", paramLabel = "DIR", description = "the project")
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
