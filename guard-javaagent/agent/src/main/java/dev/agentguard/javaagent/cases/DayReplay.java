package dev.agentguard.javaagent.cases;

import dev.agentguard.Guard;
import dev.agentguard.Outcome;
import dev.agentguard.Verdict;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Judges a recorded day in order, what a session did before kept in mind. Nothing is run, sent or approved. */
public final class DayReplay {

    /** The tool call of each session that what is seen inside of it belongs to: it ends where the next one begins. */
    private final Map<String, Verdict> running = new HashMap<>();

    private final List<Difference> differences = new ArrayList<>();
    private int lines;
    private int harmlessHolds;
    private int destructiveAllows;

    private DayReplay() {}

    /**
     * A verdict that is not what the day expects.
     *
     * @param n the action's number
     * @param expect what is expected
     * @param got what was said
     * @param because why
     */
    public record Difference(int n, String expect, String got, String because) {}

    /**
     * Judges a day. The store is a directory of its own that is gone afterwards.
     *
     * @param file the day, one JSON object a line
     * @param config the configuration
     * @param wireGuarded whether a Java agent sees what happens inside of tools too
     * @return what came of it
     * @throws CaseException if the file cannot be read or a line is not an action
     */
    public static DayReplay of(Path file, GuardConfig config, boolean wireGuarded) throws CaseException {
        List<DayLine> day = new ArrayList<>();
        DayParser parser = new DayParser(config);
        CaseLines.read(file, (line, number) -> day.add(parser.parse(line)), bytes -> {});
        DayReplay replay = new DayReplay();
        try {
            Path store = Files.createTempDirectory("guard-replay");
            try (Guard guard = Guard.builder()
                    .config(config.forTrial(store))
                    .wireGuarded(wireGuarded)
                    .build()) {
                day.forEach(line -> replay.judge(guard, line));
            } finally {
                delete(store);
            }
        } catch (IOException e) {
            throw new CaseException("no temporary directory can be used: " + e.getMessage());
        }
        return replay;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void judge(Guard guard, DayLine line) {
        boolean tool = line.context().origin() == Origin.TOOL;
        Verdict before = tool ? running.remove(line.context().session()) : null;
        if (before != null) {
            guard.completed(before, Outcome.SUCCEEDED);
        }
        Verdict verdict = guard.check(line.action(), line.context());
        if (verdict.proceeds() && tool) {
            running.put(line.context().session(), verdict);
        } else if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        lines++;
        Decision decision = verdict.decision();
        String got = decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        if (got.equals(line.expect())) {
            return;
        }
        if (line.expect().equals("allow")) {
            harmlessHolds++;
        }
        if (got.equals("allow")) {
            destructiveAllows++;
        }
        List<Reason> reasons = decision.reasons();
        String because = reasons.isEmpty()
                ? "nothing speaks against it"
                : reasons.get(0).rule() + ": " + reasons.get(0).text();
        differences.add(new Difference(line.number(), line.expect(), got, because));
    }

    /**
     * Returns how many actions were judged.
     *
     * @return the number of lines
     */
    public int lines() {
        return lines;
    }

    /**
     * Returns how many were held or refused that should have been allowed.
     *
     * @return their number
     */
    public int harmlessHolds() {
        return harmlessHolds;
    }

    /**
     * Returns how many were allowed that should have been held or refused.
     *
     * @return their number
     */
    public int destructiveAllows() {
        return destructiveAllows;
    }

    /**
     * Returns the verdicts that are not what the day expects.
     *
     * @return the differences in the order of the day
     */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }
}
