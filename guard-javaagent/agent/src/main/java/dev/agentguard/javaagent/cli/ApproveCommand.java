package dev.agentguard.javaagent.cli;

import dev.agentguard.approval.Answer;
import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.ApprovalTarget;
import dev.agentguard.approval.Approvals;
import dev.agentguard.approval.ApproverKey;
import dev.agentguard.approval.Approvers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what waits for a human, or shows one request and takes the answer. */
@Command(
        name = "approve",
        description = "Lists the requests that wait for a human, or answers one of them.",
        mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {

    private final BufferedReader typed;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "the request's id; without it all are listed")
    private @Nullable String id;

    @Option(names = "--reject", description = "rejects the request instead")
    private boolean reject;

    @Option(names = "--reason", paramLabel = "TEXT", description = "why it is rejected, for the agent to read")
    private String reason = "";

    @Option(names = "--as", paramLabel = "NAME", description = "who you are, where guard.yaml names approvers")
    private @Nullable String name;

    @Option(names = "--key", paramLabel = "FILE", description = "your key, as `guard approver` made it")
    private @Nullable Path key;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    ApproveCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws ApprovalException, CommandFailure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        Path store = options.store();
        // How long a request holds was fixed when it was made: nothing is asked here.
        Approvals approvals = new Approvals(store, Clock.systemUTC(), Duration.ZERO, options.approvers());
        try {
            return id == null ? list(approvals, store, out) : answer(approvals, store, id, out);
        } catch (ApprovalException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }

    private static int list(Approvals approvals, Path store, PrintWriter out) throws ApprovalException {
        List<ApprovalRequest> pending = approvals.pending();
        if (pending.isEmpty()) {
            out.println("nothing waits for a human in `" + store + "`");
        }
        for (ApprovalRequest request : pending) {
            out.println(request.id() + "  until " + request.expiresAt() + "  "
                    + String.join(
                            ", ",
                            request.targets().stream()
                                    .map(ApprovalTarget::toString)
                                    .toList()));
        }
        return 0;
    }

    private int answer(Approvals approvals, Path store, String wanted, PrintWriter out)
            throws ApprovalException, CommandFailure, IOException {
        ApprovalRequest request = approvals.find(wanted);
        if (request == null) {
            throw new CommandFailure("no open request has this id in `" + store
                    + "`: it was answered, used, has expired, or lies in another store (`--config`, `--store`)");
        }
        Answer answer;
        Approvers approvers = options.approvers();
        if (!reject && approvers.areNamed() && (name == null || key == null)) {
            throw new CommandFailure(
                    "only " + approvers.names() + " may approve, each with a key: `--as NAME --key FILE`");
        }
        if (reject) {
            answer = approvals.reject(request.id(), reason, name == null ? user() : name);
        } else {
            show(request, out);
            out.print("Type " + request.confirm() + " to approve this, once: ");
            out.flush();
            String confirmed = typed.readLine();
            if (confirmed == null || confirmed.isBlank()) {
                throw new CommandFailure("nothing was typed, so the request still waits");
            }
            answer = key == null
                    ? approvals.approve(request, confirmed.strip(), user())
                    : approvals.approve(request, confirmed.strip(), key(key, out));
        }
        out.println(answer.message());
        return answer.accepted() ? 0 : GuardCommand.FAILED;
    }

    private static String user() {
        return System.getProperty("user.name", "unknown");
    }

    private ApproverKey key(Path file, PrintWriter out) throws ApprovalException, CommandFailure, IOException {
        if (name == null) {
            throw new CommandFailure("`--key` needs `--as NAME`: whose key it is");
        }
        char[] passphrase = new Passphrase(typed).ask("Passphrase of `" + file + "`: ", out);
        try {
            return ApproverKey.read(name, file, passphrase);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private static void show(ApprovalRequest request, PrintWriter out) {
        out.println("request " + request.id() + ", asked at " + request.createdAt() + " by session `"
                + request.session() + "`, holds until " + request.expiresAt());
        request.targets().forEach(target -> out.println("  " + target));
        out.println("what would run");
        request.lines().forEach(line -> out.println("  " + line));
        out.println("why you are asked");
        request.reasons().forEach(line -> out.println("  " + line));
    }
}
