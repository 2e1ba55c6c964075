package dev.agentguard.benchmarks;

import dev.agentguard.Guard;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.effect.Effect;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is called most: an annotated tool, a tool without annotation, a GET. */
@State(Scope.Thread)
public class CallBenchmark {

    private final Guard guard = Guard.builder().build();
    private final HttpCall get = new HttpCall(
            "GET",
            "https://api.example.com/v2/projects/7/services?page=2",
            Map.of("Accept", List.of("application/json"), "Authorization", List.of("Bearer abc")),
            Body.empty());
    private final ToolCall annotated = new ToolCall(
            "deleteVolume",
            "Deletes a volume",
            Map.of("volumeId", "3d2c42fb"),
            new ToolDeclaration(
                    "IRREVERSIBLE",
                    "",
                    false,
                    List.of(new ToolDeclaration.Parameter(
                            "volumeId", ToolDeclaration.Role.RESOURCE, "railway:volume"))));
    private final ToolCall plain = new ToolCall(
            "list_open_issues",
            "Lists the open issues of a repository",
            Map.of("repository", "shop", "page", 2),
            ToolDeclaration.none());

    @Benchmark
    public List<Effect> guardAnnotatedTool() {
        return guard.effects(annotated);
    }

    @Benchmark
    public List<Effect> guardPlainTool() {
        return guard.effects(plain);
    }

    @Benchmark
    public List<Effect> guardGet() {
        return guard.effects(get);
    }
}
