package dev.agentguard.javaagent.cli;

import dev.agentguard.audit.AuditException;
import dev.agentguard.audit.AuditRetention;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes what of the record is old, once a human typed so. */
@Command(
        name = "prune",
        description = "Removes files of the record that are older than they are kept, and records which.",
        mixinStandardHelpOptions = true)
final class AuditPruneCommand implements Callable<Integer> {

    private static final String WORD = "prune";

    private final BufferedReader typed;

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--keep",
            paramLabel = "TIME",
            converter = IsoDuration.class,
            description = "how long lines are kept, such as P400D; 184 days at least, and if not said")
    private Duration keep = AuditRetention.SHORTEST;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    AuditPruneCommand(BufferedReader typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Path store = options.store();
        if (!Files.isDirectory(store)) {
            throw new CommandFailure("there is no record at `" + store + "`");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print("Type " + WORD + " to remove what is older than " + keep.toDays() + " days: ");
        out.flush();
        String word = typed.readLine();
        if (word == null || !word.strip().equals(WORD)) {
            throw new CommandFailure("nothing was removed");
        }
        try {
            String by = System.getProperty("user.name", "unknown");
            List<String> removed = AuditRetention.prune(store, keep, by, InstantSource.system());
            removed.forEach(name -> out.println(TerminalLine.of(name)));
            out.println(removed.size() + (removed.size() == 1 ? " file was" : " files were") + " removed");
            return 0;
        } catch (AuditException | IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
