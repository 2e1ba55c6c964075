package dev.agentguard.javaagent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.javaagent.cases.CaseException;
import dev.agentguard.javaagent.cases.DayReplay;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges a recorded day in order. */
@Command(
        name = "replay",
        description = "Judges the actions of a recorded day in order, one JSON object a line, and prints the verdicts"
                + " that are not what the day expects; nothing is sent or run.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration; without it none")
    private @Nullable Path config;

    @Parameters(paramLabel = "FILE", description = "the day")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private Path file;

    @Option(
            names = "--wire-guarded",
            description = "judges tool calls as with the Java agent attached, which sees what happens inside of them")
    private boolean wireGuarded;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        DayReplay replay;
        try {
            replay = DayReplay.of(file, ConfigOptions.named(config), wireGuarded);
        } catch (CaseException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(replay));
        } else {
            replay.differences()
                    .forEach(difference -> out.println(TerminalLine.of(difference.n() + ": expected "
                            + difference.expect() + ", got " + difference.got() + ": " + difference.because())));
            out.println(replay.lines() + " actions, " + replay.harmlessHolds() + " held that should pass, "
                    + replay.destructiveAllows() + " passed that should be held");
        }
        return replay.differences().isEmpty() ? 0 : GuardCommand.FAILED;
    }

    private static String json(DayReplay replay) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("lines", replay.lines());
        json.put("harmlessHolds", replay.harmlessHolds());
        json.put("destructiveAllows", replay.destructiveAllows());
        json.put("differences", replay.differences());
        try {
            return new JsonMapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }
}
