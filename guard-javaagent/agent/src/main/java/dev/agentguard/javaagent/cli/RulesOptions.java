package dev.agentguard.javaagent.cli;

import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which rules: those of a project, or of a configuration that is named. */
final class RulesOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration, whose rule files are read; without it guard.yaml of the directory")
    private @Nullable Path config;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    GuardConfig config(Path directory) throws CommandFailure {
        if (config != null) {
            return GuardConfig.load(config, true);
        }
        if (!Files.isDirectory(directory)) {
            throw new CommandFailure("`" + directory + "` is not a directory");
        }
        return ConfigLocator.in(directory).locate(null);
    }

    /** The directory in which the lock and the proposals are: that of guard.yaml, if there is one. */
    static Path project(GuardConfig config, Path directory) {
        Path file = config.file();
        Path beside = file == null ? null : file.toAbsolutePath().getParent();
        return beside == null ? directory : beside;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
