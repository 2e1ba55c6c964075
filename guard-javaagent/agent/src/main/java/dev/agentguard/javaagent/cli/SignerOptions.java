package dev.agentguard.javaagent.cli;

import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApproverKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who signs, for the commands that ask for an approver's key. */
final class SignerOptions {

    @Option(names = "--as", paramLabel = "NAME", description = "who you are, where guard.yaml names approvers")
    private @Nullable String name;

    @Option(names = "--key", paramLabel = "FILE", description = "your key, as `guard approver` made it")
    private @Nullable Path key;

    String name() {
        return name == null ? System.getProperty("user.name", "unknown") : name;
    }

    /** Returns the key, or null if none was named. */
    @Nullable
    ApproverKey key(Passphrase passphrase, PrintWriter out) throws CommandFailure, IOException {
        if (key == null) {
            return null;
        }
        if (name == null) {
            throw new CommandFailure("`--key` needs `--as NAME`: whose key it is");
        }
        char[] typed = passphrase.ask("Passphrase of `" + key + "`: ", out);
        try {
            return ApproverKey.read(name, key, typed);
        } catch (ApprovalException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(typed, ' ');
        }
    }
}
