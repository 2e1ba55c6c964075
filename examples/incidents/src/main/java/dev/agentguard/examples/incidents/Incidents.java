package dev.agentguard.examples.incidents;

import dev.agentguard.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what Guard says to each documented act. */
public final class Incidents {

    private Incidents() {}

    /**
     * Judges all incidents and prints a line for each.
     *
     * @param arguments none are looked at
     * @throws IOException if no temporary directory can be used
     */
    public static void main(String[] arguments) throws IOException {
        for (Incident incident : Incident.all()) {
            Path directory = Files.createTempDirectory("incident");
            Verdict verdict = IncidentReplay.judge(incident, incident.action(), directory);
            System.out.printf(
                    "%s  %-12s %-60s %s%n",
                    incident.id(),
                    verdict.proceeds() ? "PASSED" : "stopped",
                    incident.act(),
                    verdict.proceeds()
                            ? ""
                            : verdict.decision().reasons().get(0).rule());
        }
    }
}
