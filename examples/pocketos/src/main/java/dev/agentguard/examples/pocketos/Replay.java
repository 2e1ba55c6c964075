package dev.agentguard.examples.pocketos;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replays the incident of 24 April 2026 for real: without Guard, with the library, with the Java agent, with both; with
 * a human who approves something else; and with each check alone. Everything that it prints was measured.
 */
public final class Replay {

    static final List<String> SCENES = List.of("unguarded", "library", "agent", "both", "approval", "checks");

    private final Report report;
    private final Path store;
    private final GuardFile guard;

    private Replay(Report report, Path store, GuardFile guard) {
        this.report = report;
        this.store = store;
        this.guard = guard;
    }

    /**
     * Runs the replay and exits with 0 if all that was expected happened, with 1 otherwise. The system property
     * {@code pocketos.scenes} names the scenes to run, separated by spaces; {@code pocketos.monitor=true} lets Guard only
     * watch.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        String named = System.getProperty("pocketos.scenes", "").strip();
        Set<String> scenes = Set.copyOf(named.isEmpty() ? SCENES : List.of(named.split("\\s+")));
        if (!SCENES.containsAll(scenes)) {
            System.err.println("unknown scene in `" + named + "`, expected " + String.join(", ", SCENES));
            System.exit(2);
        }
        GuardFile guard = GuardFile.everything();
        System.exit(run(System.out, scenes, Boolean.getBoolean("pocketos.monitor") ? guard.watchingOnly() : guard));
    }

    /**
     * Runs the replay.
     *
     * @param out where to print
     * @param scenes the scenes to run
     * @param guard what the human configured for the scenes with the library, the agent and the approval
     * @return the exit status
     */
    static int run(PrintStream out, Set<String> scenes, GuardFile guard) {
        Instant start = Instant.now();
        Report report = new Report(out);
        report.say("PocketOS, 24 April 2026, replayed. A Railway on loopback with real files on disk; one volume that"
                + " serves staging and production, its backups on it; the same unmodified agent, in a JVM of its own"
                + " each time.");
        Path store = temporaryDirectory();
        try {
            new Replay(report, store, guard).run(scenes);
        } catch (IllegalStateException | UncheckedIOException e) {
            report.expect("the replay runs to its end", "yes", String.valueOf(e.getMessage()));
        } finally {
            delete(store);
        }
        report.heading(
                report.isFine()
                        ? "All that was expected happened, in "
                                + Duration.between(start, Instant.now()).toSeconds() + " s."
                        : "Something expected did not happen: see FAILED above.");
        return report.isFine() ? 0 : 1;
    }

    private void run(Set<String> scenes) {
        Incident incident = new Incident(report, guard, store);
        if (scenes.contains("unguarded")) {
            incident.unguarded();
        }
        if (scenes.contains("library")) {
            incident.guarded(
                    "2  With the library: guard-langchain4j on the class path, no line of code",
                    Protection.LIBRARY,
                    true);
        }
        if (scenes.contains("agent")) {
            incident.guarded(
                    "3  With the Java agent: -javaagent:guard.jar, no class of Guard on the class path",
                    Protection.AGENT,
                    false);
        }
        if (scenes.contains("both")) {
            incident.guarded("4  With both: one decision for each action", Protection.BOTH, false);
        }
        if (scenes.contains("approval")) {
            new Approval(report, guard, store).run();
        }
        if (scenes.contains("checks")) {
            new Checks(report).run();
        }
        Recording recording = Recording.of(store);
        if (!recording.isEmpty()) {
            report.heading("7  The record of scenes 2 to 5, and its verification");
            report.table(recording.rows());
            verify();
        }
    }

    private void verify() {
        report.say("human  java -jar guard.jar audit verify");
        try (ChildProcess command = new ChildProcess(
                Jvm.guardCommand(List.of("audit", "verify", store.toString())), store, java.util.Map.of())) {
            int status = command.finish();
            command.readTo("\n").forEach(line -> report.say("  | " + line.text()));
            command.errors().forEach(line -> report.say("  | " + line));
            report.expect("exit status", 0, status);
        }
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("pocketos-record-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
