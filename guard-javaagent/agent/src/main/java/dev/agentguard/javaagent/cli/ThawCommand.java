package dev.agentguard.javaagent.cli;

import dev.agentguard.KillSwitch;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.freeze.FreezeException;
import dev.agentguard.freeze.FreezeScope;
import dev.agentguard.freeze.Frozen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Ends freezes, once a human typed what. */
@Command(
        name = "thaw",
        description = "Ends the freezes of a session, an agent or everything. For humans: where guard.yaml names"
                + " approvers, with a key.",
        mixinStandardHelpOptions = true)
final class ThawCommand implements Callable<Integer> {

    private final BufferedReader typed;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Mixin
    private final SignerOptions signer = new SignerOptions();

    @ArgGroup(multiplicity = "1")
    private final FreezeTarget target = new FreezeTarget();

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    ThawCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        FreezeScope scope = target.scope();
        GuardConfig config = options.config();
        PrintWriter out = spec.commandLine().getOut();
        try (KillSwitch killSwitch = KillSwitch.of(config, options.store())) {
            List<Frozen> frozen = killSwitch.state().frozen().stream()
                    .filter(one -> one.scope().equals(scope))
                    .toList();
            frozen.forEach(one -> out.println(TerminalLine.of(one.text())));
            out.print(TerminalLine.of("Type " + scope.confirm() + " to thaw it: "));
            out.flush();
            String name = typed.readLine();
            if (name == null || !name.strip().equals(scope.confirm())) {
                throw new CommandFailure("that is not its name, so nothing was thawed");
            }
            ApproverKey key = signer.key(new Passphrase(typed), out);
            List<Frozen> thawed = killSwitch.thaw(scope, signer.name(), key);
            out.println(TerminalLine.of(scope + " is thawed (" + thawed.size() + ")"));
            killSwitch.state().frozen().forEach(one -> out.println(TerminalLine.of("still: " + one.text())));
            if (!config.approval().approvers().areNamed()) {
                out.println("thawing is not agent-proof: whoever runs as this user can; name approvers with keys in"
                        + " `approval`");
            }
            return 0;
        } catch (FreezeException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
