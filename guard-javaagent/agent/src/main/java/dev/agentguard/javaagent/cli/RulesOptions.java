package dev.agentguard.javaagent.cli;

import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which rules: those of a directory, or of a configuration that is named. */
final class RulesOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration, whose rule files are read; without it guard.yaml of the directory")
    private @Nullable Path config;

    GuardConfig config(Path directory) throws CommandFailure {
        if (config != null) {
            return GuardConfig.load(config, true);
        }
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure("`" + directory + "` is not a directory");
        }
        return ConfigLocator.in(directory).locate(null);
    }
}
