package dev.agentguard.examples.incidents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.agentguard.CallContext;
import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Judges an incident with the one check that should stop it. Nothing is run or sent. */
final class IncidentReplay {

    private static final List<String> CHECKS =
            List.of("reversibility", "scope", "rules", "credential-provenance", "credential-purpose", "recoverability");
    private static final CallContext AGENT = new CallContext("incident", Origin.TOOL);

    private IncidentReplay() {}

    /** Returns what is said to an action after all that was before it, in a directory that may be written to. */
    static Verdict judge(Incident incident, JsonNode action, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), config(incident));
        if (!incident.agents().isEmpty()) {
            Files.writeString(directory.resolve("AGENTS.md"), incident.agents() + "\n");
        }
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            if (!incident.seen().isEmpty()) {
                guard.toolResult(AGENT, "readFile", incident.seen());
            }
            for (JsonNode before : incident.before()) {
                Verdict verdict = guard.check(Actions.of(before), AGENT);
                if (!verdict.proceeds()) {
                    throw new IllegalStateException("what was before was stopped: " + verdict.message());
                }
                guard.completed(verdict, Outcome.SUCCEEDED);
            }
            return guard.check(Actions.of(action), AGENT);
        }
    }

    private static String config(Incident incident) {
        String checks = CHECKS.stream()
                .map(check -> check + ": " + (check.equals(incident.check()) ? "on" : "off"))
                .collect(Collectors.joining(", "));
        return "version: 1\nchecks: {" + checks + "}\n" + incident.config() + "\n";
    }
}
