package dev.agentguard.scope.backup;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.Shown;
import dev.agentguard.scope.command.Finished;
import dev.agentguard.scope.command.OwnCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program that a human named: exit status 0 says that the backup is there and whole. If the first line it writes
 * is a time in ISO 8601, the backup was made then.
 */
public final class CommandCheck implements BackupCheck {

    private final OwnCommand command;
    private final String shown;

    /**
     * Creates a check.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     */
    public CommandCheck(List<String> command, Path directory) {
        this.command = new OwnCommand(command, directory, Map.of());
        this.shown = "`" + Shown.text(command.get(0)) + "`";
    }

    @Override
    public Sighting look(Means means, Deadline deadline) throws CallFailedException {
        Finished finished = command.run(deadline.remaining());
        if (finished.status() != 0) {
            throw new CallFailedException(shown + " exited with " + finished.status(), false);
        }
        return new Sighting(true, time(finished.output()), -1, shown + " exited with 0");
    }

    private static @Nullable Instant time(byte[] output) {
        String text = new String(output, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        try {
            return OffsetDateTime.parse((end < 0 ? text : text.substring(0, end)).strip())
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
