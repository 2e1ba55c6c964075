package dev.agentguard.javaagent.cli;

import dev.agentguard.config.GuardConfig;
import dev.agentguard.session.Quotas;
import dev.agentguard.session.UsesException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sets back what was used of a permit or a cap, once a human typed its name. */
@Command(name = "reset", description = "Sets back what was used of a permit or a cap.", mixinStandardHelpOptions = true)
final class UsesResetCommand implements Callable<Integer> {

    private final BufferedReader typed;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "ID", description = "the id of the permit or cap")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String id;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    UsesResetCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        GuardConfig config = options.config();
        if (config.quotas().stream().noneMatch(quota -> quota.id().equals(id))) {
            throw new CommandFailure("no permit and no cap has the id `" + id + "`");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print("Type " + id + " to set back what was used of it: ");
        out.flush();
        String name = typed.readLine();
        if (name == null || !name.strip().equals(id)) {
            throw new CommandFailure("that is not its id, so nothing was set back");
        }
        try {
            new Quotas(config.quotas(), options.store())
                    .reset(id, System.getProperty("user.name", "unknown"), Instant.now());
        } catch (UsesException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        out.println("`" + id + "` starts anew");
        return 0;
    }
}
