package dev.agentguard.javaagent.cli;

import dev.agentguard.javaagent.cases.CaseException;
import dev.agentguard.javaagent.cases.CaseFile;
import dev.agentguard.javaagent.cases.CaseJudge;
import dev.agentguard.javaagent.cases.Evaluation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges labelled cases and counts how often Guard is right. */
@Command(
        name = "evaluate",
        description = "Judges labelled cases, one JSON object a line, and counts what was judged wrongly;"
                + " nothing is sent or run.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "a configuration: its packs, and all of it for cases that name a verdict; without it none")
    private @Nullable Path config;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "files of cases, or directories of *.jsonl files")
    private List<Path> files = new ArrayList<>();

    @ArgGroup(heading = "Bounds for each kind; the exit status is 1 if one does not hold:%n", validate = false)
    private Thresholds thresholds = new Thresholds();

    @Option(
            names = "--packs",
            paramLabel = "CHOICE",
            converter = PackChoice.Converter.class,
            defaultValue = "all",
            description = "the shipped packs to judge with: all, none, without=NAME,NAME")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private PackChoice packs;

    @Option(
            names = "--trust-hints",
            description = "believes the hints in `annotations` as if a developer had written them on the tool")
    private boolean trustHints;

    @Option(names = "--misses", description = "lists what was judged wrongly")
    private boolean misses;

    @Option(names = "--inexact", description = "lists every case with another class than its label too")
    private boolean inexact;

    @Option(names = "--providers", description = "counts by provider too")
    private boolean providers;

    @Option(names = "--json", description = "prints one JSON object")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        Evaluation evaluation = evaluate();
        if (json) {
            out.println(EvaluationJson.of(evaluation));
        } else {
            if (misses || inexact) {
                EvaluationText.misses(evaluation, inexact).stream()
                        .map(TerminalLine::of)
                        .forEach(out::println);
                out.println();
            }
            EvaluationText.table(evaluation, providers).stream()
                    .map(TerminalLine::of)
                    .forEach(out::println);
        }
        List<String> broken = thresholds.broken(evaluation);
        broken.forEach(spec.commandLine().getErr()::println);
        return broken.isEmpty() ? 0 : GuardCommand.FAILED;
    }

    private Evaluation evaluate() throws CommandFailure {
        PrintWriter err = spec.commandLine().getErr();
        List<Path> all = all();
        Evaluation evaluation = new Evaluation();
        try (CaseJudge judge = new CaseJudge(ConfigOptions.named(config), packs.providers());
                ProgressBar bar = new ProgressBar(err, size(all))) {
            for (Path file : all) {
                new CaseFile(file, trustHints, notice -> err.println("guard: " + notice))
                        .read(given -> evaluation.add(judge.judge(given)), bar::advance);
            }
        } catch (CaseException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
        if (evaluation.kinds().isEmpty() && evaluation.doubted().isEmpty()) {
            throw new CommandFailure("found no case in " + all);
        }
        return evaluation;
    }

    private List<Path> all() throws CommandFailure {
        List<Path> all = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isDirectory(file)) {
                all.add(file);
                continue;
            }
            try (Stream<Path> entries = Files.list(file)) {
                entries.filter(entry -> entry.toString().endsWith(".jsonl"))
                        .sorted()
                        .forEach(all::add);
            } catch (IOException e) {
                throw new CommandFailure("`" + file + "` cannot be listed: " + e.getMessage());
            }
        }
        return all;
    }

    private static long size(List<Path> all) {
        return all.stream().mapToLong(file -> file.toFile().length()).sum();
    }
}
