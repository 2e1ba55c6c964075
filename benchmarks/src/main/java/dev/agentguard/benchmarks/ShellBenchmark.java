package dev.agentguard.benchmarks;

import dev.agentguard.Guard;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.effect.Effect;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A line for a shell, beside 200 regular expressions. */
@State(Scope.Thread)
public class ShellBenchmark {

    @Param({"120", "1024", "65536"})
    int size;

    private final Guard guard = Guard.builder().build();
    private final Patterns patterns = new Patterns();
    private String start = "";
    private String end = "";
    private int counter;

    @Setup
    public void prepare() {
        String text = Texts.shell(size, "#");
        start = text.substring(0, text.indexOf('#'));
        end = text.substring(text.indexOf('#') + 1);
    }

    @Benchmark
    public List<Effect> guardFirstSeen() {
        return guard.effects(new ProcessStart(List.of("sh", "-c", next())));
    }

    @Benchmark
    public boolean regexes200() {
        return patterns.find(next());
    }

    private String next() {
        return start + counter++ + end;
    }
}
