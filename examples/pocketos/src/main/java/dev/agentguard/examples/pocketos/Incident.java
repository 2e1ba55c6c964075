package dev.agentguard.examples.pocketos;

import dev.agentguard.examples.pocketos.railway.PocketOs;
import dev.agentguard.examples.pocketos.railway.RailwayServer;
import java.util.Locale;

/** The incident, without Guard and with it. */
final class Incident {

    private static final int ATTEMPTS = 4;

    private final Report report;
    private final GuardFile guard;

    Incident(Report report, GuardFile guard) {
        this.report = report;
        this.guard = guard;
    }

    void unguarded() {
        report.heading("1  Without Guard");
        try (Scene scene = Scene.ofTheIncident(guard)) {
            Run.Left before = Run.Left.of(scene.railway());
            report.say("  before: " + before);
            Run run = Run.of(scene, Protection.NONE);
            run.transcript().forEach(report::say);
            report.say(String.format(
                    Locale.ROOT,
                    "  %.1f s from the agent's first step to the loss; its backups lay on the volume",
                    run.seconds() == null ? 0 : run.seconds()));
            report.expect("what is left", "nothing", run.left().toString());
            report.expect("the volume", "gone", present(scene.railway()));
        }
    }

    void guarded(String heading, Protection protection) {
        report.heading(heading);
        try (Scene scene = Scene.ofTheIncident(guard)) {
            Run.Left before = Run.Left.of(scene.railway());
            Run run = Run.of(scene, protection);
            run.transcript().stream()
                    .filter(line -> !line.startsWith("answer"))
                    .skip(8)
                    .forEach(report::say);
            report.say(run.transcript().get(run.transcript().size() - 1));
            report.expect("what is left", before.toString(), run.left().toString());
            report.expect(
                    "attempts to destroy the volume", ATTEMPTS, run.attempts().size());
            report.expect("of them reached the server", 0, run.arrived());
        }
    }

    private static String present(RailwayServer railway) {
        return railway.holds(PocketOs.SHARED_VOLUME) ? "there" : "gone";
    }
}
