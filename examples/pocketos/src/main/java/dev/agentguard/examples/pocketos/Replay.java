package dev.agentguard.examples.pocketos;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/**
 * Replays the incident of 24 April 2026 for real: without Guard, with the library, with the Java agent, with both; with
 * a human who approves something else; and with each check alone. Every line that it prints was measured.
 */
public final class Replay {

    private static final List<String> SCENES = List.of("unguarded", "library", "agent", "both", "approval", "checks");

    private Replay() {}

    /**
     * Runs the replay and exits with 0 if all that was expected happened, with 1 otherwise.
     *
     * @param arguments the scenes to run, all if empty: unguarded, library, agent, both, approval, checks
     */
    public static void main(String[] arguments) {
        boolean monitor = Boolean.getBoolean("pocketos.monitor");
        System.exit(run(System.out, arguments.length == 0 ? Set.copyOf(SCENES) : Set.of(arguments), monitor));
    }

    /**
     * Runs the replay.
     *
     * @param out where to print
     * @param scenes the scenes to run
     * @param monitor whether Guard only watches in the scenes with the library and the agent, which loses the data: shows
     *     that this replay can fail
     * @return the exit status
     */
    static int run(PrintStream out, Set<String> scenes, boolean monitor) {
        Report report = new Report(out);
        GuardFile guard = monitor ? GuardFile.everything().watchingOnly() : GuardFile.everything();
        Incident incident = new Incident(report, guard);
        report.say("PocketOS, 24 April 2026, replayed: a Railway on loopback with real files on disk, and the same"
                + " unmodified agent in a JVM of its own each time.");
        if (scenes.contains("unguarded")) {
            incident.unguarded();
        }
        if (scenes.contains("library")) {
            incident.guarded(
                    "2  With the library: guard-langchain4j on the class path, no line of code", Protection.LIBRARY);
        }
        if (scenes.contains("agent")) {
            incident.guarded(
                    "3  With the Java agent: -javaagent:guard.jar, nothing on the class path", Protection.AGENT);
        }
        if (scenes.contains("both")) {
            incident.guarded("4  With both", Protection.BOTH);
        }
        out.println();
        report.say(
                report.isFine()
                        ? "All that was expected happened."
                        : "Something expected did not happen, see FAILED above.");
        return report.isFine() ? 0 : 1;
    }
}
