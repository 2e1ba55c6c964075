package dev.agentguard.javaagent.cli;

import dev.agentguard.audit.AuditExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exports a part of the record. */
@Command(
        name = "export",
        description =
                "Writes the lines of a time to standard output: as they are, with the checkpoints that prove them, or"
                        + " as events for a SIEM.",
        mixinStandardHelpOptions = true)
final class AuditExportCommand implements Callable<Integer> {

    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(names = "--from", paramLabel = "TIME", description = "a date (UTC) or a time such as 2026-11-22T09:00:00Z")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "the same, not included; without it all until now")
    private @Nullable String to;

    @Option(names = "--format", paramLabel = "FORMAT", description = "jsonl (if not said) or ocsf")
    private AuditExport.Format format = AuditExport.Format.JSONL;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        Path store = options.store();
        if (!Files.isDirectory(store)) {
            throw new CommandFailure("there is no record at `" + store + "`");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            AuditExport.Exported exported =
                    AuditExport.write(store, time(from, Instant.EPOCH), time(to, Instant.MAX), format, line -> {
                        out.print(line + "\n");
                        if (out.checkError()) {
                            throw new IOException("it cannot be written");
                        }
                    });
            if (exported.uncovered() > 0) {
                spec.commandLine()
                        .getErr()
                        .println("guard: no checkpoint covers " + exported.uncovered() + " of " + exported.lines()
                                + " lines: their process still runs or died");
            }
            return 0;
        } catch (IOException e) {
            throw new CommandFailure("the record cannot be exported: " + e.getMessage());
        }
    }

    private static Instant time(@Nullable String text, Instant without) throws CommandFailure {
        if (text == null) {
            return without;
        }
        try {
            return text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new CommandFailure("expected a date or a time such as `2026-11-22T09:00:00Z`: `" + text + "`");
        }
    }
}
