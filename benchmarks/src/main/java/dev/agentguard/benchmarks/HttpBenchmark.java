package dev.agentguard.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.agentguard.Guard;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A request with a JSON body, beside Jackson alone on that body. */
@State(Scope.Thread)
public class HttpBenchmark {

    @Param({"100", "1024", "65536"})
    int size;

    private final Guard guard = Guard.builder().build();
    private final JsonMapper mapper = new JsonMapper();
    private final JsonFactory factory = new JsonFactory();
    private byte[] bytes = new byte[0];
    private HttpCall post = new HttpCall("POST", "", Map.of(), Body.empty());

    @Setup
    public void prepare() {
        bytes = Texts.json(size).getBytes(StandardCharsets.UTF_8);
        post = new HttpCall(
                "POST",
                "https://api.example.com/v2/projects/7/services?region=eu",
                Map.of("Content-Type", List.of("application/json"), "Accept", List.of("application/json")),
                Body.of(bytes));
    }

    @Benchmark
    public List<Effect> guardPost() {
        return guard.effects(post);
    }

    @Benchmark
    public JsonNode parserAlone() throws IOException {
        return mapper.readTree(bytes);
    }

    @Benchmark
    public int streamingAlone() throws IOException {
        try (JsonParser parser = factory.createParser(bytes)) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                tokens++;
            }
            return tokens;
        }
    }
}
