package dev.agentguard.javaagent.cli;

import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.approval.Grant;
import dev.agentguard.approval.GrantUse;
import dev.agentguard.approval.Grants;
import dev.agentguard.effect.Glob;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Allows ahead of time, lists what is allowed, or takes it back. */
@Command(
        name = "grant",
        description =
                "Allows so many actions of one kind ahead of time, lists what is allowed, or takes it back. A grant"
                        + " answers what would be asked; what is denied stays denied.",
        mixinStandardHelpOptions = true)
final class GrantCommand implements Callable<Integer> {

    private final BufferedReader typed;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Mixin
    private final SignerOptions signer = new SignerOptions();

    @Option(
            names = "--operation",
            paramLabel = "NAME",
            description = "the operation, such as railway:volumeDelete; without it all grants are listed")
    private @Nullable String operation;

    @Option(
            names = "--resource",
            paramLabel = "NAME",
            description = "the resource as `approve` shows it, with its type")
    private String resource = "";

    @Option(names = "--environment", paramLabel = "NAME", description = "the environment that it is proven to lie in")
    private String environment = "";

    @Option(names = "--count", paramLabel = "N", description = "how many actions, 1 if not given")
    private int count = 1;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = IsoDuration.class,
            description = "how long, such as 2h; an hour if not given, 30 days at most")
    private Duration length = Duration.ofHours(1);

    @Option(names = "--revoke", paramLabel = "ID", description = "takes a grant back")
    private @Nullable String revoke;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    GrantCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Grants grants = new Grants(options.store(), Clock.systemUTC(), options.approvers());
        try {
            if (revoke != null) {
                return revoke(grants, revoke, out);
            }
            return operation == null ? list(grants, out) : give(grants, operation, out);
        } catch (ApprovalException | IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private int give(Grants grants, String wanted, PrintWriter out)
            throws ApprovalException, CommandFailure, IOException {
        if (resource.isBlank() || environment.isBlank()) {
            throw new CommandFailure("a grant names one thing in one place: `--resource` and `--environment`");
        }
        out.print("Type " + TerminalLine.of(resource) + " to allow this " + count + " × without being asked: ");
        out.flush();
        String confirmed = typed.readLine();
        if (confirmed == null || !confirmed.strip().equals(resource.strip())) {
            throw new CommandFailure("that is not its name, so nothing is granted");
        }
        ApproverKey key = signer.key(new Passphrase(typed), out);
        Grant grant = grants.give(
                new Glob(wanted), new GrantUse(wanted, resource, environment), count, length, signer.name(), key);
        out.println(TerminalLine.of("granted: " + grant.text()));
        return 0;
    }

    private static int revoke(Grants grants, String id, PrintWriter out) throws ApprovalException {
        boolean revoked = grants.revoke(id);
        out.println(TerminalLine.of(
                revoked ? "grant `" + id + "` is taken back" : "there is no grant `" + id + "` to take back"));
        return revoked ? 0 : GuardCommand.FAILED;
    }

    private static int list(Grants grants, PrintWriter out) throws ApprovalException {
        Map<Grant, Integer> standing = grants.standing();
        if (standing.isEmpty()) {
            out.println("nothing is granted");
        }
        standing.forEach((grant, left) -> out.println(TerminalLine.of(grant.text() + ", " + left + " left")));
        return 0;
    }
}
