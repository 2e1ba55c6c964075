package dev.agentguard.javaagent.cli;

import dev.agentguard.audit.ExportCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks an export, where the store is not. */
@Command(
        name = "check",
        description =
                "Checks an export in JSON lines without the store: that no line was changed, taken out or put in.",
        mixinStandardHelpOptions = true)
final class AuditCheckCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "what `audit export` wrote")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "the public key that the checkpoints have to be signed with")
    private @Nullable String key;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        ExportCheck.Checked checked;
        try (InputStream in = Files.newInputStream(file)) {
            checked = ExportCheck.of(in);
        } catch (IOException e) {
            throw new CommandFailure("`" + file + "` cannot be read: " + e.getMessage());
        }
        PrintWriter out = spec.commandLine().getOut();
        String broken = checked.broken();
        if (broken != null) {
            out.println("the export is broken: " + broken);
            return GuardCommand.FAILED;
        }
        if (key != null && !checked.keys().equals(Set.of(key))) {
            out.println("the checkpoints are not signed by the key that was given");
            return GuardCommand.FAILED;
        }
        checked.keys().forEach(one -> out.println(TerminalLine.of("signed by " + one)));
        out.println(checked.lines() + " lines hold, checkpoints cover " + checked.covered());
        return 0;
    }
}
