package dev.agentguard.javaagent.cli;

import dev.agentguard.KillSwitch;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.freeze.FreezeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Breaks the glass for a session. */
@Command(
        name = "break-glass",
        description = "For a while, does not ask about what a session does and you could have approved. Refusals stay."
                + " Only with an approver's key; every use stands in the record.",
        mixinStandardHelpOptions = true)
final class BreakGlassCommand implements Callable<Integer> {

    private final Passphrase passphrase;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Mixin
    private final SignerOptions signer = new SignerOptions();

    @Option(names = "--session", paramLabel = "ID", required = true, description = "the session")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String session;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            required = true,
            converter = IsoDuration.class,
            description = "how long, such as PT15M; eight hours at most")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Duration length;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String reason;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    BreakGlassCommand(Passphrase passphrase) {
        this.passphrase = passphrase;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        ApproverKey key = signer.key(passphrase, out);
        if (key == null) {
            throw new CommandFailure("only an approver may break the glass: `--as NAME --key FILE`");
        }
        try (KillSwitch killSwitch = KillSwitch.of(options.config(), options.store())) {
            out.println(TerminalLine.of(
                    killSwitch.breakGlass(session, key, reason, length).text()));
            return 0;
        } catch (FreezeException | IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
