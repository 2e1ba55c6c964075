package dev.agentguard.scope.local;

import dev.agentguard.resilience.CallFailedException;
import dev.agentguard.resilience.Deadline;
import dev.agentguard.scope.command.Finished;
import dev.agentguard.scope.command.OwnCommand;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code git} to read one repository for one look-up. Neither hooks nor filters, monitors or transports that the
 * repository configures are run, no lock is taken, and the user's own configuration is not read.
 */
final class GitProgram {

    private static final String NOWHERE = File.separatorChar == '\\' ? "NUL" : "/dev/null";
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", NOWHERE,
            "GIT_OPTIONAL_LOCKS", "0",
            "GIT_TERMINAL_PROMPT", "0",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_NO_REPLACE_OBJECTS", "1",
            "GIT_LITERAL_PATHSPECS", "1",
            "LC_ALL", "C");

    private final Path directory;
    private final Deadline deadline;
    private @Nullable List<String> safely;

    GitProgram(Path directory, Deadline deadline) {
        this.directory = directory;
        this.deadline = deadline;
    }

    /** Returns what a command wrote, split at NUL or at ends of lines, without empty parts. */
    List<String> read(String... arguments) throws CallFailedException {
        List<String> command = new ArrayList<>(safely());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** A filter runs on each file that looks changed, so each that is configured is switched off by its name. */
    private List<String> safely() throws CallFailedException {
        if (safely == null) {
            List<String> options = new ArrayList<>(List.of(
                    "git",
                    "--no-pager",
                    "--no-optional-locks",
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "core.hooksPath=" + NOWHERE,
                    "-c",
                    "protocol.allow=never"));
            List<String> asking = new ArrayList<>(options);
            asking.addAll(List.of("config", "--name-only", "--includes", "-z", "--list"));
            for (String name : run(asking)) {
                if (name.equalsIgnoreCase("core.worktree") || name.indexOf('=') >= 0) {
                    throw new CallFailedException("the repository is set up in an unusual way", false);
                }
                if (name.startsWith("filter.")) {
                    options.add("-c");
                    options.add(name + (name.endsWith(".required") ? "=false" : "="));
                }
            }
            safely = options;
        }
        return safely;
    }

    private List<String> run(List<String> command) throws CallFailedException {
        Finished finished = new OwnCommand(command, directory, ENVIRONMENT).run(deadline.remaining());
        if (finished.status() != 0) {
            throw new CallFailedException("git could not read the repository (exit " + finished.status() + ")", false);
        }
        List<String> parts = new ArrayList<>();
        new String(finished.output(), StandardCharsets.UTF_8)
                .replace('\0', '\n')
                .lines()
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return parts;
    }
}
