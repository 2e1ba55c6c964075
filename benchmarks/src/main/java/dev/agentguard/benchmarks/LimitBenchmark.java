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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
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

    /** So many different texts of each shape that no document is still kept when it comes again. */
    private static final int VARIANTS = 8;

    private static final String[] VERBS = {"delete", "purge", "drop", "remove", "terminate", "force"};

    @Param({
        "jsonNames",
        "jsonNumbers",
        "jsonTelling",
        "jsonStatements",
        "jsonBatch",
        "jsonVerbs",
        "jsonTwice",
        "jsonCalls",
        "awsNames",
        "awsAccounts",
        "awsActions",
        "oData",
        "gzip",
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
        "graphQlLargeBatch",
        "graphQlManyUses",
        "sql",
        "sqlValues",
        "sqlConditions",
        "sqlTables",
        "sqlNested",
        "sqlVersions",
        "sqlBlocks",
        "shell",
        "shellSubstitutions",
        "shellVariables",
        "shellDocuments",
        "shellWrappers",
        "shellCode",
        "shellPipeline",
        "shellBraces",
        "shellRequests",
        "shellPrograms",
        "arguments",
        "toolUrl",
        "toolArguments",
        "toolStatements",
        "toolTexts"
    })
    String shape = "";

    private final Guard guard = Guard.builder().build();
    private final Action[] actions = new Action[VARIANTS];
    private int next;

    @Setup
    public void prepare() {
        for (int i = 0; i < VARIANTS; i++) {
            actions[i] = action("v" + i);
        }
    }

    private Action action(String variant) {
        return switch (shape) {
            case "jsonNames" -> json("{\"a\":1", i -> ",\"k" + i + "\":1", "}");
            case "jsonNumbers" -> json("[1", i -> ",1", "]");
            case "jsonTelling" -> json("{\"delete\":0", i -> ",\"k" + i + "\":1", "}");
            case "jsonStatements" -> json("{\"statements\":[\"\"", i -> ",\"select " + i + "\"", "]}");
            case "jsonBatch" -> json("{\"requests\":[{}", i -> ",{\"method\":\"GET\",\"url\":\"/" + i + "\"}", "]}");
            case "jsonVerbs" -> json("{\"a\":1", i -> ",\"" + VERBS[i % 6] + "K" + i + "\":1", "}");
            case "jsonTwice" -> json("{\"a\":1,\"a\":2", i -> ",\"" + VERBS[i % 6] + "K" + i + "\":\"x\"", "}");
            case "jsonCalls" ->
                json("[{}", i -> ",{\"jsonrpc\":\"2.0\",\"id\":" + i + ",\"method\":\"deleteThing" + i + "\"}", "]");
            case "awsNames" -> dynamo(i -> ",\"k" + i + "\":1");
            case "awsAccounts" -> dynamo(i -> ",\"k" + i + "Id\":\"arn:aws:x:y:" + (100_000_000_000L + i) + ":t\"");
            case "awsActions" ->
                new HttpCall(
                        "POST",
                        "https://ec2.eu-west-1.amazonaws.com/",
                        Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                        Body.of(sized("Action=TerminateInstances", i -> "&Action=Describe" + i, "")));
            case "oData" ->
                new HttpCall(
                        "POST",
                        "https://api.example.com/odata/$batch",
                        Map.of("Content-Type", List.of("multipart/mixed; boundary=b")),
                        Body.of(sized(
                                "",
                                i -> "--b\r\nContent-Type: application/http\r\n\r\nDELETE /x/" + i
                                        + " HTTP/1.1\r\n\r\n\r\n",
                                "--b--")));
            case "gzip" -> gzip(new byte[200 * BODY]);
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
            case "graphQlDocument" -> graphQl("{\"query\":\"" + document(19_000, variant) + "\"}");
            case "graphQlBatch" ->
                graphQl(sized("[{}", i -> ",{\"query\":\"mutation " + variant + "{a" + i + " b c d e f}\"}", "]"));
            case "graphQlVariables" ->
                graphQl(sized(
                        "{\"query\":\"mutation " + variant + "($a:X){b(x:$a)}\",\"variables\":{\"a\":{\"c\":1",
                        i -> ",\"k" + i + "\":1",
                        "}}}"));
            case "graphQlText" ->
                graphQl(sized(
                        "{\"query\":\"mutation " + variant + "($a:String){b(x:$a)}\",\"variables\":{\"a\":\"",
                        i -> "some words ",
                        "\"}}"));
            case "graphQlLargeBatch" ->
                graphQl(sized("[{}", i -> ",{\"query\":\"" + document(18_000, variant + "x" + i) + "\"}", "]"));
            case "graphQlManyUses" ->
                graphQl(sized(
                        "{\"query\":\"mutation " + variant + "($a:X){"
                                + Texts.sized(3_000, "", i -> "d" + i + ":b(x:$a) ", "")
                                + "}\",\"variables\":{\"a\":{\"c\":1",
                        i -> ",\"k" + i + "\":1",
                        "}}}"));
            case "sql" -> new SqlCall(sized("select 1", i -> ";delete from " + variant + "t" + i + " where a=1", ""));
            case "sqlValues" -> sql("delete from t where a in (0", i -> "," + i, ")");
            case "sqlConditions" -> sql("update t set a=1 where a=1", i -> " and (b=" + i + " or 1=1)", "");
            case "sqlTables" ->
                sql("with a as (select 1)", i -> ",c" + i + " as (delete from t" + i + " where a=1)", " select 1");
            case "sqlNested" ->
                new SqlCall("delete from t where a in " + "(select 1 from t where a in ".repeat(15_000) + "(1)"
                        + ")".repeat(15_000));
            case "sqlVersions" -> sql("select 1 ", i -> "/*!50000 ;drop table t" + i + " */", "");
            case "sqlBlocks" -> sql("", i -> "do $a" + i + "$ begin execute 'delete from t'; end $a" + i + "$;", "");
            case "shell" -> shell("ls", i -> ";rm -rf x" + i, "");
            case "shellSubstitutions" -> shell("echo", i -> " \"$(echo `rm x" + i + "`)\"", "");
            case "shellVariables" -> shell("a=x", i -> ";a" + i + "=$a;rm $a" + i, "");
            case "shellDocuments" -> runs("", i -> "bash <<E" + i + "\nrm x\nE" + i + "\n", "");
            case "shellWrappers" -> shell("", i -> "sudo env nohup timeout 5 nice ", "rm x");
            case "shellCode" -> runs("python -c '", i -> "import os\nos.system(\"rm x" + i + "\")\n", "'");
            case "shellPipeline" -> shell("echo rm x", i -> "|xargs rm x" + i, "");
            case "shellBraces" -> shell("rm", i -> " {a,b}{c,d}{e,f}{1..9}", "");
            case "shellRequests" -> shell("ls", i -> ";curl -X DELETE https://a.example.com/x/" + i, "");
            case "shellPrograms" ->
                runs("ls", i -> ";psql -c 'drop table t" + i + "';aws ec2 terminate-instances;git push -f", "");
            case "arguments" ->
                new ProcessStart(Stream.concat(
                                Stream.of("aws", "s3", "rm"),
                                IntStream.range(0, 50_000).mapToObj(i -> "s3://b/" + i))
                        .toList());
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
            case "toolStatements" ->
                tool(Map.of("sql", texts(9_000, i -> "delete from t" + i + " where a=1;" + "select 1;".repeat(20))));
            case "toolTexts" -> tool(Map.of("a", texts(9_000, i -> "select " + ("delete " + i + " ").repeat(70))));
            default -> throw new IllegalArgumentException(shape);
        };
    }

    @Benchmark
    public List<Effect> guardAtLimit() {
        return guard.effects(actions[next++ & (VARIANTS - 1)]);
    }

    /** A text that is no longer than a body may be. */
    private static String sized(String start, IntFunction<String> part, String end) {
        return Texts.sized(BODY - 60, start, part, end);
    }

    /** As many fields as there are tokens for. */
    private static String document(int tokens, String name) {
        StringBuilder text = new StringBuilder("mutation ").append(name).append('{');
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

    private static HttpCall dynamo(IntFunction<String> field) {
        return new HttpCall(
                "POST",
                "https://dynamodb.eu-west-1.amazonaws.com/",
                Map.of(
                        "Content-Type",
                        List.of("application/x-amz-json-1.0"),
                        "X-Amz-Target",
                        List.of("DynamoDB_20120810.PutItem")),
                Body.of(sized("{\"a\":1", field, "}")));
    }

    private static HttpCall gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new HttpCall(
                "POST",
                "https://api.example.com/v2/things",
                Map.of("Content-Encoding", List.of("gzip")),
                Body.of(bytes.toByteArray()));
    }

    private static SqlCall sql(String start, IntFunction<String> part, String end) {
        return new SqlCall(sized(start, part, end));
    }

    private static ProcessStart shell(String start, IntFunction<String> part, String end) {
        return new ProcessStart(List.of("bash", "-c", Texts.sized(SHELL - 100, start, part, end)));
    }

    /** What stands inside of a line and runs counts again. */
    private static ProcessStart runs(String start, IntFunction<String> part, String end) {
        return new ProcessStart(List.of("bash", "-c", Texts.sized(SHELL / 2 - 100, start, part, end)));
    }

    private static List<Object> texts(int count, IntFunction<String> text) {
        return IntStream.range(0, count).<Object>mapToObj(text).toList();
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
