package dev.agentguard.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** Runs the benchmarks and prints one table: medians, and each as a multiple of the parser alone in the same run. */
public final class Run {

    private Run() {}

    /**
     * Runs the benchmarks.
     *
     * @param arguments regular expressions for the names of benchmarks; all run without
     * @throws RunnerException if JMH cannot run
     */
    public static void main(String[] arguments) throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        for (String name : arguments.length == 0 ? new String[] {"dev.agentguard.benchmarks"} : arguments) {
            options.include(name);
        }
        Collection<RunResult> results = new Runner(options.mode(Mode.SampleTime)
                        .timeUnit(TimeUnit.NANOSECONDS)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .forks(1)
                        .output("benchmarks/target/jmh.log")
                        .build())
                .run();
        print(results);
    }

    @SuppressWarnings("SystemOut") // the table is what this program prints
    private static void print(Collection<RunResult> results) {
        Map<String, List<RunResult>> groups =
                results.stream().collect(Collectors.groupingBy(Run::group, TreeMap::new, Collectors.toList()));
        System.out.println(
                "| text | size, characters | what | p50, µs | p99, µs | × the parser alone | × 200 regexes |");
        System.out.println("|---|---:|---|---:|---:|---:|---:|");
        groups.forEach((group, runs) -> {
            Double parser = median(runs, "parserAlone");
            Double regexes = median(runs, "regexes200");
            runs.stream().sorted(Comparator.comparing(Run::name)).forEach(run -> {
                Statistics times = run.getPrimaryResult().getStatistics();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %s | %.2f | %.2f | %s | %s |%n",
                        text(run),
                        run.getParams().getParam("size") == null
                                ? ""
                                : run.getParams().getParam("size"),
                        name(run),
                        times.getPercentile(50) / 1000,
                        times.getPercentile(99) / 1000,
                        ratio(times.getPercentile(50), parser),
                        ratio(times.getPercentile(50), regexes));
            });
        });
    }

    private static String ratio(double time, @Nullable Double other) {
        return other == null ? "" : String.format(Locale.ROOT, "%.2f", time / other);
    }

    private static @Nullable Double median(List<RunResult> runs, String name) {
        return runs.stream()
                .filter(run -> name(run).equals(name))
                .map(run -> run.getPrimaryResult().getStatistics().getPercentile(50))
                .findFirst()
                .orElse(null);
    }

    private static String group(RunResult run) {
        String size = run.getParams().getParam("size");
        return text(run) + String.format(Locale.ROOT, "%8s", size == null ? "" : size);
    }

    private static String text(RunResult run) {
        String benchmark = run.getParams().getBenchmark();
        String type = benchmark.substring(0, benchmark.lastIndexOf('.'));
        return type.substring(type.lastIndexOf('.') + 1).replace("Benchmark", "");
    }

    private static String name(RunResult run) {
        String benchmark = run.getParams().getBenchmark();
        String name = benchmark.substring(benchmark.lastIndexOf('.') + 1);
        String shape = run.getParams().getParam("shape");
        return shape == null ? name : name + " " + shape;
    }
}
