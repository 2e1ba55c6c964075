package dev.agentguard.scope.command;

import dev.agentguard.resilience.CallFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that Guard itself runs: no shell, nothing in its environment but {@code PATH} and what is given, no input, an
 * output of bounded length in bounded time. The one place that starts processes. Safe for use by many threads.
 *
 * <p>The output goes to a file and not into a pipe: that would stay open for as long as anything runs that the program
 * started.
 */
public final class OwnCommand {

    private static final int MOST_OUTPUT = 16 << 20;
    private static final int LOOK_EVERY_MILLIS = 20;
    private static final File NOWHERE = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

    private final List<String> command;
    private final Path directory;
    private final Map<String, String> environment;

    /**
     * Creates a command.
     *
     * @param command the program and its arguments
     * @param directory where it runs
     * @param environment the variables it is given beside {@code PATH}
     */
    public OwnCommand(List<String> command, Path directory, Map<String, String> environment) {
        this.command = List.copyOf(command);
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Runs it to its end.
     *
     * @param timeLimit the time it may take; what still runs then is ended, with what it started
     * @return how it ended
     * @throws CallFailedException if it could not be started, was not done in time or wrote too much
     */
    public Finished run(Duration timeLimit) throws CallFailedException {
        Path output = null;
        try {
            output = Files.createTempFile("guard-", ".out");
            return run(output, System.nanoTime() + timeLimit.toNanos());
        } catch (IOException e) {
            throw new CallFailedException(
                    name() + " could not be run: " + e.getClass().getSimpleName(), false);
        } finally {
            delete(output);
        }
    }

    private Finished run(Path output, long end) throws IOException, CallFailedException {
        Process process = start(output);
        try {
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - end >= 0) {
                    throw new CallFailedException(name() + " was not done in time", false);
                }
                checkLength(output);
            }
            checkLength(output);
            return new Finished(process.exitValue(), Files.readAllBytes(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallFailedException(name() + " was not waited for: the thread was interrupted", false);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(NOWHERE)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> variables = builder.environment();
        String path = variables.get("PATH");
        variables.clear();
        variables.putAll(environment);
        if (path != null) {
            variables.put("PATH", path);
        }
        return builder.start();
    }

    private void checkLength(Path output) throws IOException, CallFailedException {
        if (Files.size(output) > MOST_OUTPUT) {
            throw new CallFailedException(name() + " wrote more than " + MOST_OUTPUT + " bytes", false);
        }
    }

    private static void delete(@Nullable Path output) {
        try {
            if (output != null) {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            // on Windows, held by something that the program left behind; it lies among the temporary files
        }
    }

    private String name() {
        Path program = Path.of(command.get(0)).getFileName();
        return "`" + (program == null ? command.get(0) : program) + "`";
    }
}
