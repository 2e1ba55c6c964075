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

    private static final int BODIES = 64;

    /** More than are kept. */
    private static final int PATHS = 16_384;

    private final Guard guard = Guard.builder().build();
    private final JsonMapper mapper = new JsonMapper();
    private final JsonFactory factory = new JsonFactory();
    private final byte[][] bytes = new byte[BODIES][];
    private final HttpCall[] posts = new HttpCall[BODIES];
    private final HttpCall[] elsewhere = new HttpCall[PATHS];
    private int next;

    @Setup
    public void prepare() {
        for (int i = 0; i < BODIES; i++) {
            bytes[i] = Texts.json(size, 1000 + i).getBytes(StandardCharsets.UTF_8);
            posts[i] = post(7, Body.of(bytes[i]));
        }
        for (int i = 0; i < PATHS; i++) {
            elsewhere[i] = post(i, posts[i % BODIES].body());
        }
    }

    private static HttpCall post(int project, Body body) {
        return new HttpCall(
                "POST",
                "https://api.example.com/v2/projects/" + project + "/services?region=eu",
                Map.of("Content-Type", List.of("application/json"), "Accept", List.of("application/json")),
                body);
    }

    /** A body that was not seen, at an address that was. */
    @Benchmark
    public List<Effect> guardPost() {
        return guard.effects(posts[next++ & (BODIES - 1)]);
    }

    /** The same where the address has another id each time. */
    @Benchmark
    public List<Effect> guardPostNewPath() {
        return guard.effects(elsewhere[next++ & (PATHS - 1)]);
    }

    @Benchmark
    public JsonNode parserAlone() throws IOException {
        return mapper.readTree(bytes[next++ & (BODIES - 1)]);
    }

    @Benchmark
    public int streamingAlone() throws IOException {
        try (JsonParser parser = factory.createParser(bytes[next++ & (BODIES - 1)])) {
            int tokens = 0;
            while (parser.nextToken() != null) {
                tokens++;
            }
            return tokens;
        }
    }
}
