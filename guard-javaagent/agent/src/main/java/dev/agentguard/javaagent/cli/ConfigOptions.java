package dev.agentguard.javaagent.cli;

import dev.agentguard.approval.Approvers;
import dev.agentguard.config.ConfigLocator;
import dev.agentguard.config.GuardConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the configuration and the store are, for the commands that need them. */
final class ConfigOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration; without it the system property guard.config, the environment variable"
                    + " GUARD_CONFIG or ./guard.yaml")
    private @Nullable String config;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "the directory of approvals and of the record; without it the configuration's")
    private @Nullable Path store;

    GuardConfig config() {
        return ConfigLocator.ofThisProcess().locate(config);
    }

    /** The configuration of a file that was named; where none was, none: not the one that happens to lie around. */
    static GuardConfig named(@Nullable Path file) {
        return file == null ? GuardConfig.none() : GuardConfig.load(file, true);
    }

    /** Who may approve, by the configuration; nobody is named where only a store was given and there is none. */
    Approvers approvers() {
        return config().approval().approvers();
    }

    Path store() {
        return store == null ? config().store() : store;
    }
}
