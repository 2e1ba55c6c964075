package dev.agentguard.benchmarks;

import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.effect.graphql.GraphQlRequest;
import dev.agentguard.pack.Packs;
import graphql.language.Document;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A GraphQL document, first seen and repeated, beside graphql-java's parser alone. */
@State(Scope.Thread)
public class GraphQlBenchmark {

    @Param({"100", "1024", "65536"})
    int size;

    private final GraphQlReader reader = new GraphQlReader(Packs.shipped(), Limits.DEFAULT);
    private final ParserOptions options = ParserOptions.newParserOptions()
            .maxCharacters(1 << 20)
            .maxTokens(100_000)
            .maxWhitespaceTokens(1_000_000)
            .build();
    private String start = "";
    private String end = "";
    private GraphQlRequest repeated = new GraphQlRequest("", null, Map.of(), "body.query");
    private int counter;

    @Setup
    public void prepare() {
        String text = Texts.graphQl(size, "#");
        start = text.substring(0, text.indexOf('#'));
        end = text.substring(text.indexOf('#') + 1);
        repeated = request("7");
    }

    @Benchmark
    public List<Effect> guardFirstSeen() {
        return reader.read(request(Integer.toString(counter++)), "api.example.com", "/graphql");
    }

    @Benchmark
    public List<Effect> guardRepeated() {
        return reader.read(repeated, "api.example.com", "/graphql");
    }

    @Benchmark
    public Document parserAlone() {
        return Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(start + counter++ + end)
                .parserOptions(options)
                .build());
    }

    private GraphQlRequest request(String id) {
        return new GraphQlRequest(start + id + end, null, Map.of(), "body.query");
    }
}
