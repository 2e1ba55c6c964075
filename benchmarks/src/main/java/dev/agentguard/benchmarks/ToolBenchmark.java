package dev.agentguard.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.Guard;
import dev.agentguard.annotation.Guarded;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.annotation.TargetResource;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.langchain4j.GuardLangChain4j;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutionResult;
import dev.langchain4j.service.tool.ToolExecutor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole annotated tool call that is allowed, a read and a change that can be undone, which is recorded; the same without
 * Guard, and one parse of its arguments.
 */
@State(Scope.Thread)
public class ToolBenchmark {

    /** The tool. */
    public static final class Volumes {

        /** Reads. */
        @Tool("shows a volume")
        @Guarded(Reversibility.READ_ONLY)
        public String show(
                @P(name = "volumeId", value = "the id") @TargetResource("railway:volume") String volumeId,
                @P(name = "note", value = "why") String note) {
            return volumeId;
        }

        /** Changes. */
        @Tool("renames a volume")
        @Guarded(Reversibility.REVERSIBLE)
        public String rename(
                @P(name = "volumeId", value = "the id") @TargetResource("railway:volume") String volumeId,
                @P(name = "note", value = "why") String note) {
            return volumeId;
        }
    }

    @Param({"50", "1024"})
    private int size;

    private final ObjectMapper mapper = new ObjectMapper();
    private final InvocationContext context =
            InvocationContext.builder().chatMemoryId("conversation").build();
    private ToolExecutionRequest request = ToolExecutionRequest.builder().build();
    private ToolExecutor bare = (unused, memoryId) -> "";
    private ToolExecutor guarded = bare;
    private ToolExecutor recorded = bare;
    private Guard guard = Guard.builder().build();
    private Path store = Path.of("");

    @Setup
    public void setUp() throws IOException, NoSuchMethodException {
        Volumes volumes = new Volumes();
        String start = "{\"volumeId\": \"3d2c42fb\", \"note\": \"";
        String note = "a word and ".repeat(size).substring(0, size - start.length() - 2);
        request = ToolExecutionRequest.builder()
                .id("1")
                .name("show")
                .arguments(start + note + "\"}")
                .build();
        store = Files.createTempDirectory("guard-benchmark");
        Path config = Files.writeString(store.resolve("guard.yaml"), "version: 1\nstore: " + store + "/records\n");
        guard = Guard.builder().config(GuardConfig.load(config, true)).build();
        bare = new DefaultToolExecutor(volumes, Volumes.class.getMethod("show", String.class, String.class));
        guarded = guarded(volumes, "show");
        recorded = guarded(volumes, "rename");
    }

    private ToolExecutor guarded(Volumes volumes, String tool) throws NoSuchMethodException {
        ToolSpecification specification = ToolSpecifications.toolSpecificationsFrom(volumes).stream()
                .filter(one -> one.name().equals(tool))
                .findFirst()
                .orElseThrow();
        return GuardLangChain4j.toolExecutor(
                guard,
                "benchmark",
                specification,
                new DefaultToolExecutor(volumes, Volumes.class.getMethod(tool, String.class, String.class)));
    }

    @TearDown
    public void tearDown() throws IOException {
        guard.close();
        try (Stream<Path> files = Files.walk(store)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public Map<?, ?> parserAlone() throws JsonProcessingException {
        return mapper.readValue(request.arguments(), Map.class);
    }

    @Benchmark
    public ToolExecutionResult bareExecutor() {
        return bare.executeWithContext(request, context);
    }

    @Benchmark
    public ToolExecutionResult guardedExecutor() {
        return guarded.executeWithContext(request, context);
    }

    @Benchmark
    public ToolExecutionResult guardedRecorded() {
        return recorded.executeWithContext(request, context);
    }
}
