package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import dev.agentguard.session.Quota;
import dev.agentguard.session.Quotas;
import dev.agentguard.session.UsesException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what was used of permits and caps. */
@Command(name = "uses", description = "Shows what was used of permits and caps.", mixinStandardHelpOptions = true)
final class UsesCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        GuardConfig config = options.config();
        PrintWriter out = spec.commandLine().getOut();
        if (config.quotas().isEmpty()) {
            out.println("no permit and no cap is set");
        }
        try {
            for (Quotas.Standing standing : new Quotas(config.quotas(), options.store()).standings(Instant.now())) {
                Quota quota = standing.quota();
                out.println(TerminalLine.of(quota.purpose().name().toLowerCase(Locale.ROOT) + " " + quota.id()));
                standing.used()
                        .forEach((limit, used) -> out.println(
                                TerminalLine.of("  " + used.stripTrailingZeros().toPlainString() + " of " + limit)));
            }
        } catch (UsesException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        return 0;
    }
}
