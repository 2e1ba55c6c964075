package dev.agentguard.javaagent.cli;

import dev.agentguard.audit.AuditReport;
import dev.agentguard.audit.AuditVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies the record. */
@Command(
        name = "verify",
        description =
                "Verifies that no line of the record was changed, taken out or put in, and lists what has no outcome.",
        mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "a file of the record or its directory; without it that of the store")
    private @Nullable Path path;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "the public key that the checkpoints have to be signed with, as an earlier run printed it")
    private @Nullable String key;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        Path record = path == null ? options.store() : path;
        if (!Files.exists(record)) {
            throw new CommandFailure("there is no record at `" + record + "`");
        }
        AuditReport report;
        try {
            report = AuditVerifier.verify(record);
        } catch (IOException e) {
            throw new CommandFailure("the record cannot be read: " + e.getMessage());
        }
        if (report.files().isEmpty()) {
            throw new CommandFailure("there is no record in `" + record + "`");
        }
        PrintWriter out = spec.commandLine().getOut();
        report.messages().forEach(out::println);
        for (AuditReport.FileReport file : report.files()) {
            out.println(file.name() + ": " + file.lines() + " lines verify, head " + file.head());
        }
        AuditReport.Signed signed = report.signed();
        signed.keys()
                .forEach(one -> out.println(TerminalLine.of(signed.checkpoints()
                        + (signed.checkpoints() == 1 ? " checkpoint is" : " checkpoints are") + " signed by " + one)));
        if (key != null && !signed.keys().equals(Set.of(key))) {
            out.println("the checkpoints are not signed by the key that was given");
            return GuardCommand.FAILED;
        }
        if (!report.intact()) {
            out.println("the record is broken");
            return GuardCommand.FAILED;
        }
        out.println("the record is intact: " + report.lines() + " lines in "
                + report.files().size() + (report.files().size() == 1 ? " file" : " files") + ", "
                + report.unfinished().size() + " without an outcome");
        return 0;
    }
}
