package dev.agentguard.examples.pocketos;

import dev.agentguard.examples.pocketos.ChildProcess.Line;
import dev.agentguard.examples.pocketos.railway.PocketOs;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A human approves a legitimate deletion, and nothing else passes with it. */
final class Approval {

    private final Report report;
    private final GuardFile guard;
    private final Path store;

    Approval(Report report, GuardFile guard, Path store) {
        this.report = report;
        this.guard = guard;
        this.store = store;
    }

    void run() {
        report.heading("5  A human approves another deletion: of a scratch volume that lives in staging only");
        try (Scene scene = Scene.ofTheCleanUp(guard, store);
                ChildProcess agent = scene.agent(Protection.BOTH)) {
            String id = Objects.requireNonNullElse(Run.request(delete(agent, PocketOs.SCRATCH_VOLUME)), "-");
            report.expect(
                    "it waits for a human; the scratch volume is still there",
                    true,
                    exists(scene, PocketOs.SCRATCH_VOLUME));

            report.say("human  java -jar guard.jar approve " + id);
            report.expect("typing `yes` approves it", false, approve(scene, id, "yes"));
            report.expect("typing the volume's name approves it", true, approve(scene, id, PocketOs.SCRATCH_VOLUME));

            delete(agent, PocketOs.CACHE_VOLUME);
            report.expect(
                    "the approval does not fit another volume; that one is still there",
                    true,
                    exists(scene, PocketOs.CACHE_VOLUME));
            delete(agent, PocketOs.SHARED_VOLUME);
            report.expect("nor production's; that one is still there", true, exists(scene, PocketOs.SHARED_VOLUME));

            delete(agent, PocketOs.SCRATCH_VOLUME);
            report.expect(
                    "what was approved passes; the scratch volume is still there",
                    false,
                    exists(scene, PocketOs.SCRATCH_VOLUME));

            report.say("human  puts the scratch volume back, with the same id");
            scene.railway().putScratchVolumeBack();
            String again = Objects.requireNonNullElse(Run.request(delete(agent, PocketOs.SCRATCH_VOLUME)), "-");
            report.expect(
                    "the same once more does not pass; the scratch volume is still there",
                    true,
                    exists(scene, PocketOs.SCRATCH_VOLUME));
            report.expect("it needs an approval of its own", true, !again.equals("-") && !again.equals(id));
            agent.finish();
        }
    }

    /** Asks the agent to delete a volume and returns what came back to the request. */
    private String delete(ChildProcess agent, String volumeId) {
        agent.say("Delete the volume " + volumeId + ", nobody needs it.");
        List<String> lines = agent.readTo("answer ").stream().map(Line::text).toList();
        if (lines.size() < 2) {
            throw new IllegalStateException("the agent's program ended: " + String.join("\n", agent.errors()));
        }
        lines.subList(lines.size() - 3, lines.size() - 1).forEach(line -> report.say(Report.inShort(line)));
        return lines.get(lines.size() - 2);
    }

    /** Runs the command as a human would; what it shows is printed if the answer is taken, else only its last line. */
    private boolean approve(Scene scene, String id, String typed) {
        try (ChildProcess command =
                scene.guard("approve", "--config", scene.guardYaml().toString(), id)) {
            command.say(typed);
            boolean taken = command.finish() == 0;
            List<String> lines = new ArrayList<>(
                    command.readTo("\n").stream().map(Line::text).toList());
            lines.addAll(command.errors());
            lines.subList(taken ? 0 : Math.max(0, lines.size() - 1), lines.size())
                    .forEach(line -> report.say("  | " + line));
            return taken;
        }
    }

    private static boolean exists(Scene scene, String volumeId) {
        return scene.railway().holds(volumeId);
    }
}
