package dev.agentguard.examples.pocketos;

import dev.agentguard.examples.pocketos.ChildProcess.Line;
import dev.agentguard.examples.pocketos.railway.PocketOs;
import dev.agentguard.examples.pocketos.railway.RailwayServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in one run of the agent on the incident's task.
 *
 * @param transcript what the agent printed
 * @param attempts what came back to each request that would destroy the volume
 * @param arrived how many mutations reached the server
 * @param left what is left of the volume
 * @param seconds from the agent's first step to the loss, or null if nothing was lost
 */
record Run(
        List<String> transcript,
        List<String> attempts,
        int arrived,
        Left left,
        @Nullable Double seconds) {

    private static final Pattern REQUEST = Pattern.compile("request `([^`]+)`");
    private static final Pattern RULE = Pattern.compile("\\[([^\\]\\s,]+)[\\],]");

    /**
     * What is left of the volume.
     *
     * @param production rows in production
     * @param staging rows in staging
     * @param backups backups on disk
     */
    record Left(int production, int staging, int backups) {

        static Left of(RailwayServer railway) {
            return new Left(
                    railway.rows(PocketOs.SHARED_VOLUME, PocketOs.PRODUCTION),
                    railway.rows(PocketOs.SHARED_VOLUME, PocketOs.STAGING),
                    railway.backups(PocketOs.SHARED_VOLUME));
        }

        boolean isNothing() {
            return production == 0 && staging == 0 && backups == 0;
        }

        @Override
        public String toString() {
            return isNothing()
                    ? "nothing"
                    : "production " + production + " rows, staging " + staging + " rows, " + backups + " backups";
        }
    }

    /** Lets the agent do the incident's task. */
    static Run of(Scene scene, Protection protection) {
        return of(scene, scene.agent(protection));
    }

    /** Lets the agent do the incident's task; a real model drives it if the environment holds a key for one. */
    static Run withModel(Scene scene, Protection protection) {
        return of(scene, scene.agentWithModel(protection));
    }

    private static Run of(Scene scene, ChildProcess started) {
        try (ChildProcess agent = started) {
            agent.say(Scene.TASK);
            List<Line> lines = agent.readTo("answer ");
            int status = agent.finish();
            if (status != 0 || lines.isEmpty() || !last(lines).text().startsWith("answer ")) {
                throw new IllegalStateException(
                        "the agent's program ended with " + status + ": " + String.join("\n", agent.errors()));
            }
            return new Run(
                    lines.stream().map(Line::text).toList(),
                    attempts(lines),
                    (int) scene.railway().received().stream()
                            .filter(document -> document.startsWith("mutation"))
                            .count(),
                    Left.of(scene.railway()),
                    seconds(lines.get(0).at(), scene.railway().firstDeletion()));
        }
    }

    /** The rule that the first refusal names first, or a dash. */
    String rule() {
        return attempts.isEmpty() ? "-" : rule(attempts.get(0));
    }

    private static String rule(String refusal) {
        List<String> rules = rules(refusal);
        return rules.isEmpty() ? "-" : rules.get(0);
    }

    /** The rules that a refusal names, the weightiest first. */
    static List<String> rules(String refusal) {
        return RULE.matcher(refusal)
                .results()
                .map(rule -> rule.group(1))
                .distinct()
                .toList();
    }

    /** The request that a human can answer, or null if none waits. */
    static @Nullable String request(String refusal) {
        Matcher request = REQUEST.matcher(refusal);
        return request.find() ? request.group(1) : null;
    }

    private static List<String> attempts(List<Line> lines) {
        List<String> attempts = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).text().startsWith("call   httpRequest")
                    && lines.get(i).text().contains("mutation")) {
                attempts.add(lines.get(i + 1).text());
            }
        }
        return List.copyOf(attempts);
    }

    private static @Nullable Double seconds(Instant start, @Nullable Instant end) {
        return end == null ? null : Duration.between(start, end).toMillis() / 1_000.0;
    }

    private static Line last(List<Line> lines) {
        return Objects.requireNonNull(lines.get(lines.size() - 1));
    }
}
