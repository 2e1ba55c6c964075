package dev.agentguard.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What Guard adds to an allowed annotated tool call, beside the bare call and one parse of its arguments. On a machine that
 * others use as well, all are measured in turn, several times over, and of each the quietest second counts; allocation
 * does not depend on load.
 */
public final class Overhead {

    private static final double PARSES = 1.3;
    private static final double BESIDE = 1_000;

    /** The lowest that was measured of one benchmark: nanoseconds at the median of a second, bytes for a call. */
    private record Lowest(double nanos, double bytes) {

        static Lowest of(Lowest one, Lowest other) {
            return new Lowest(Math.min(one.nanos, other.nanos), Math.min(one.bytes, other.bytes));
        }
    }

    private Overhead() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments how many rounds; 3 without
     * @throws RunnerException if JMH cannot run
     */
    @SuppressWarnings("SystemOut") // the table is what this program prints
    public static void main(String[] arguments) throws RunnerException {
        int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        Options options = new OptionsBuilder()
                .include(ToolBenchmark.class.getName())
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(6)
                .warmupTime(TimeValue.seconds(2))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .forks(1)
                .jvmArgsAppend("-Xbatch") // compiled when it is due, not when others leave time for it
                .addProfiler(GCProfiler.class)
                .output("benchmarks/target/jmh.log")
                .build();
        Map<String, Lowest> lowest = new TreeMap<>();
        for (int i = 0; i < rounds; i++) {
            Collection<RunResult> results = new Runner(options).run();
            results.forEach(result -> lowest.merge(name(result.getParams()), lowest(result), Lowest::of));
        }
        System.out.println(
                "| size, characters | call | bare, µs | guarded, µs | one parse, µs | overhead, µs | goal, µs | × goal"
                        + " | bytes more |");
        System.out.println("|---:|---|---:|---:|---:|---:|---:|---:|---:|");
        for (String size : new String[] {"50", "1024"}) {
            for (String call : new String[] {"guardedExecutor", "guardedRecorded"}) {
                row(size, call, lowest);
            }
        }
    }

    @SuppressWarnings("SystemOut")
    private static void row(String size, String call, Map<String, Lowest> lowest) {
        Lowest bare = lowest.getOrDefault("bareExecutor " + size, new Lowest(0, 0));
        Lowest guarded = lowest.getOrDefault(call + " " + size, new Lowest(0, 0));
        Lowest parse = lowest.getOrDefault("parserAlone " + size, new Lowest(0, 0));
        double overhead = guarded.nanos() - bare.nanos();
        double goal = PARSES * parse.nanos() + BESIDE;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.0f |%n",
                size,
                call,
                bare.nanos() / 1000,
                guarded.nanos() / 1000,
                parse.nanos() / 1000,
                overhead / 1000,
                goal / 1000,
                overhead / goal,
                guarded.bytes() - bare.bytes());
    }

    private static String name(BenchmarkParams benchmark) {
        String name = benchmark.getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1) + " " + benchmark.getParam("size");
    }

    private static Lowest lowest(RunResult result) {
        double median = result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .mapToDouble(second -> second.getPrimaryResult().getStatistics().getPercentile(50))
                .min()
                .orElseThrow();
        Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
        return new Lowest(median, bytes == null ? Double.NaN : bytes.getScore());
    }
}
