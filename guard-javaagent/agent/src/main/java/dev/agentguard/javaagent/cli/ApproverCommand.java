package dev.agentguard.javaagent.cli;

import dev.agentguard.approval.ApprovalException;
import dev.agentguard.approval.ApproverKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the key of an approver. */
@Command(
        name = "approver",
        description = "Makes a key that an approver signs answers with, and prints what guard.yaml needs of it.",
        mixinStandardHelpOptions = true)
final class ApproverCommand implements Callable<Integer> {

    private final Passphrase passphrase;

    @Parameters(paramLabel = "NAME", description = "who approves, as it will stand in the record")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String name;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            required = true,
            description = "the file to make, best where the agent's user cannot read it")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    ApproverCommand(Passphrase passphrase) {
        this.passphrase = passphrase;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        char[] first = passphrase.ask("Passphrase for the new key: ", out);
        char[] second = passphrase.ask("The same again: ", out);
        try {
            if (!Arrays.equals(first, second)) {
                throw new CommandFailure("the two passphrases differ, so no key was made");
            }
            String key = ApproverKey.create(file, first);
            out.println("made `" + file + "`; guard.yaml needs this of it:");
            out.println("approval:");
            out.println("  approvers:");
            out.println("    - {name: " + quoted(name) + ", key: \"" + key + "\"}");
            return 0;
        } catch (ApprovalException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(first, ' ');
            Arrays.fill(second, ' ');
        }
    }

    /** A name as YAML reads it back, whatever stands in it. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
