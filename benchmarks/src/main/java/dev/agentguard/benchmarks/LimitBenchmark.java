package dev.agentguard.benchmarks;

import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.effect.Effect;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Each reader at its limit, with what takes it longest there: an answer is to take less than 50 ms. */
@State(Scope.Thread)
public class LimitBenchmark {

    private static final int BODY = 1 << 20;
    private static final int URL = 1 << 16;
    private static final int SHELL = 196_608;

    @Param({
        "jsonNames",
        "jsonNumbers",
        "jsonTelling",
        "jsonStatements",
        "jsonBatch",
        "form",
        "multipart",
        "xml",
        "soap",
        "ndjson",
        "path",
        "query",
        "graphQlDocument",
        "graphQlBatch",
        "graphQlVariables",
        "graphQlText",
        "sql",
        "shell",
        "toolUrl",
        "toolArguments"
    })
    String shape = "";

    private final Guard guard = Guard.builder().build();
    private Action action = new SqlCall("");

    @Setup
    public void prepare() {
        action = switch (shape) {
            case "jsonNames" -> json("{\"a\":1", i -> ",\"k" + i + "\":1", "}");
            case "jsonNumbers" -> json("[1", i -> ",1", "]");
            case "jsonTelling" -> json("{\"delete\":0", i -> ",\"k" + i + "\":1", "}");
            case "jsonStatements" -> json("{\"statements\":[\"\"", i -> ",\"select " + i + "\"", "]}");
            case "jsonBatch" -> json("{\"requests\":[{}", i -> ",{\"method\":\"GET\",\"url\":\"/" + i + "\"}", "]}");
            case "form" -> post("application/x-www-form-urlencoded", sized("a=1", i -> "&k" + i + "=1", ""));
            case "multipart" ->
                post(
                        "multipart/form-data; boundary=b",
                        sized("", i -> "--b\nContent-Disposition: form-data; name=k" + i + "\n\n1\n", "--b--"));
            case "xml" -> post("application/xml", sized("<a>", i -> "<k" + i + "/>", "</a>"));
            case "soap" ->
                post("application/soap+xml", sized("<Envelope><Body>", i -> "<k" + i + "/>", "</Body></Envelope>"));
            case "ndjson" ->
                new HttpCall(
                        "POST",
                        "https://api.example.com/things/_bulk",
                        Map.of("Content-Type", List.of("application/x-ndjson")),
                        Body.of(sized("", i -> "{\"index\":{}}\n{\"k" + i + "\":1}\n", "")));
            case "path" -> url(Texts.sized(URL, "https://api.example.com", i -> "/k" + i, ""));
            case "query" -> url(Texts.sized(URL, "https://api.example.com/x?a=1", i -> "&k" + i + "=1", ""));
            case "graphQlDocument" -> graphQl("{\"query\":\"" + document(19_000) + "\"}");
            case "graphQlBatch" -> graphQl(sized("[{}", i -> ",{\"query\":\"mutation{a" + i + " b c d e f}\"}", "]"));
            case "graphQlVariables" ->
                graphQl(sized(
                        "{\"query\":\"mutation($a:X){b(x:$a)}\",\"variables\":{\"a\":{\"c\":1",
                        i -> ",\"k" + i + "\":1",
                        "}}}"));
            case "graphQlText" ->
                graphQl(sized(
                        "{\"query\":\"mutation($a:String){b(x:$a)}\",\"variables\":{\"a\":\"",
                        i -> "some words ",
                        "\"}}"));
            case "sql" -> new SqlCall(sized("select 1", i -> ";delete from t" + i + " where a=1", ""));
            case "shell" -> new ProcessStart(List.of("sh", "-c", Texts.sized(SHELL, "ls", i -> ";ls " + i, "")));
            case "toolUrl" ->
                tool(Map.of("method", "POST", "url", sized("https://api.example.com", i -> "/k" + i, "")));
            case "toolArguments" ->
                tool(Map.of(
                        "method",
                        "POST",
                        "url",
                        "https://a.example/x",
                        "body",
                        sized("{\"a\":1", i -> ",\"k" + i + "\":1", "}")));
            default -> throw new IllegalArgumentException(shape);
        };
    }

    @Benchmark
    public List<Effect> guardAtLimit() {
        return guard.effects(action);
    }

    /** A text that is no longer than a body may be. */
    private static String sized(String start, IntFunction<String> part, String end) {
        return Texts.sized(BODY - 60, start, part, end);
    }

    /** As many fields as there are tokens for. */
    private static String document(int tokens) {
        StringBuilder text = new StringBuilder("mutation{");
        for (int i = 0; i < tokens / 3; i++) {
            text.append('a').append(i).append(":b ");
        }
        return text.append('}').toString();
    }

    private static HttpCall json(String start, IntFunction<String> part, String end) {
        return post("application/json", sized(start, part, end));
    }

    private static HttpCall post(String type, String body) {
        return new HttpCall(
                "POST", "https://api.example.com/v2/things", Map.of("Content-Type", List.of(type)), Body.of(body));
    }

    private static HttpCall url(String url) {
        return new HttpCall("POST", url, Map.of(), Body.empty());
    }

    private static HttpCall graphQl(String body) {
        return new HttpCall(
                "POST",
                "https://api.example.com/graphql",
                Map.of("Content-Type", List.of("application/json")),
                Body.of(body));
    }

    private static ToolCall tool(Map<String, Object> arguments) {
        return new ToolCall("http_request", "", arguments, ToolDeclaration.none());
    }
}
