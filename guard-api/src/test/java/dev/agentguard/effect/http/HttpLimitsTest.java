package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Below a limit everything is read; behind it nothing that destroys passes, and what was found before it stays. */
class HttpLimitsTest {

    private static final String URL = "https://api.limits.example/v1/things";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Limits FEW = new Limits(1 << 20, 2_000, 100, 64, 20_000, 200);

    private final HttpReader few = new HttpReader(Packs.shipped(), new GraphQlReader(Packs.shipped(), FEW), FEW);
    private final HttpReader usual =
            new HttpReader(Packs.shipped(), new GraphQlReader(Packs.shipped(), Limits.DEFAULT), Limits.DEFAULT);

    @Test
    void fieldsBelowTheLimit_areAllRead() {
        assertThat(few(JSON, "{" + fields(50) + "}")).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(few(JSON, "{" + fields(49) + ",\"delete\":true}")).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few(JSON, "{\"delete\":0," + fields(99) + "}")).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(few(FORM, form(95))).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(few(FORM, form(95) + "&delete=true")).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few("application/xml", "<a>" + elements(20) + "<b>1</b>".repeat(75) + "</a>"))
                .isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void destructionBehindTheLimit_isNeverLess() {
        assertThat(few(JSON, "{" + fields(200) + ",\"delete\":true}")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(JSON, "[{" + fields(200) + "},{\"delete\":true}]")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(JSON, "{\"force\":1,\"query\":\"x\"," + fields(200) + ",\"delete\":true}"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(FORM, form(200) + "&delete=true")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(FORM, form(200) + "&_method=DELETE")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(few("application/xml", "<a>" + elements(200) + "<delete>1</delete></a>"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(few("application/xml", "<a>" + "<b>1</b>".repeat(200) + "<delete>1</delete></a>"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(few("application/xml", "<a>" + elements(30) + "<delete>1</delete></a>"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(few("application/vnd.a+xml", "<a>" + elements(200) + "<delete>1</delete></a>"))
                .isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void destructionBeforeTheLimit_stays() {
        assertThat(few(JSON, "{\"delete\":true," + fields(200) + "}")).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few(JSON, "{\"a\":{\"delete\":true," + fields(200) + "}")).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few(FORM, "delete=true&" + form(200))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few("application/xml", "<a><delete>1</delete>" + elements(200) + "</a>"))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few("text/xml", "<Envelope><Body><deleteUser/>" + elements(200) + "</Body></Envelope>"))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void messagesBehindTheLimit_areNotTakenForThoseBefore() {
        String read = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}";
        String all = IntStream.range(0, 60).mapToObj(i -> read).collect(Collectors.joining(",", "[", ""));

        assertThat(few(JSON, all + ",{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"users.delete\"}]"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(few("text/xml", "<Envelope><Body><getUser/>" + elements(200) + "<deleteUser/></Body></Envelope>"))
                .isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT"})
    void urlOverTheLimit_isUnknown(String method) {
        String long_ = "a".repeat(3_000);

        assertThat(few(method, URL + "/" + long_ + "/delete-all")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(method, URL + "?x=" + long_ + "&_method=DELETE")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(method, "https://ec2.eu-west-1.amazonaws.com/?x=" + long_ + "&Action=TerminateInstances"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(few(method, URL + "?x=" + "a".repeat(1_500))).isNotEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void deletionAtUrlOverTheLimit_staysOne() {
        assertThat(few("DELETE", URL + "?x=" + "a".repeat(3_000))).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(few("POST", URL + "?_method=DELETE&x=" + "a".repeat(3_000))).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void pathOfMoreSegmentsThanAreRead_isUnknown() {
        String deep = URL + "/a".repeat(300);

        assertThat(worst(usual, new HttpCall("POST", deep + "/delete-all", Map.of(), Body.empty())))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(worst(usual, new HttpCall("DELETE", deep, Map.of(), Body.empty())))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst(usual, new HttpCall("POST", URL + "/a".repeat(100), Map.of(), Body.empty())))
                .isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void hostLongerThanAnyName_isUnknown() {
        String host = "https://" + "a.".repeat(200) + "example/v1/things";

        assertThat(worst(usual, new HttpCall("POST", host, Map.of(), Body.empty())))
                .isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void statementsBehindTheLimit_areUnknown() {
        String statements = list(2_000, i -> "\"select " + i + "\"");

        assertThat(usual(JSON, "{\"statements\":[" + statements + ",\"drop table a\"]}"))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(usual(JSON, "{\"statements\":[\"drop table a\"," + statements + "]}"))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void documentsBehindTheLimit_areUnknown() {
        String documents = list(100, i -> "{\"query\":\"{" + "a ".repeat(4_000) + "b" + i + "}\"}");
        String graphQl = "https://api.limits.example/graphql";

        assertThat(worst(usual, post(graphQl, JSON, "[" + documents + ",{\"query\":\"mutation{deleteUser}\"}]")))
                .isEqualTo(Reversibility.UNKNOWN);
        assertThat(worst(usual, post(graphQl, JSON, "[{\"query\":\"mutation{deleteUser}\"}," + documents + "]")))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst(usual, post(graphQl, JSON, "[" + list(100, i -> "{\"query\":\"{a" + i + "}\"}") + "]")))
                .isEqualTo(Reversibility.READ_ONLY);
    }

    @Test
    void largeWritesOfData_areReadToTheEnd() {
        String vector = list(1_536, i -> "0." + (1_000 + i));
        String rows = list(15_000, i -> "{\"id\":" + i + ",\"name\":\"row\",\"ok\":true,\"at\":1.5}");
        String vectors = list(80, i -> "{\"id\":\"v" + i + "\",\"values\":[" + vector + "]}");
        String byId = list(12_000, i -> "\"id-" + i + "\":{\"name\":\"n\",\"count\":" + i + "}");

        assertThat(usual(JSON, "{\"vectors\":[" + vectors + "]}")).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(usual(JSON, "{\"vectors\":[" + vectors + ",{\"delete\":true}]}"))
                .isIn(Reversibility.IRREVERSIBLE, Reversibility.UNKNOWN);
        assertThat(usual(JSON, "{\"rows\":[" + rows + "]}")).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(usual(JSON, "{" + byId + "}")).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(usual(JSON, "{" + byId + ",\"state\":\"DELETED\"}"))
                .isIn(Reversibility.IRREVERSIBLE, Reversibility.UNKNOWN);
    }

    @Test
    void nameGivenTwiceAmongMany_isSeen() {
        String many = fields(3_000);

        assertThat(usual(JSON, "{" + many + "}")).isEqualTo(Reversibility.REVERSIBLE);
        assertThat(usual(JSON, "{" + many + ",\"k17\":2}")).isEqualTo(Reversibility.UNKNOWN);
        assertThat(usual(JSON, "[{" + many + "},{" + many + "}]")).isEqualTo(Reversibility.REVERSIBLE);
    }

    @Test
    void operationsBehindThoseThatAreRead_areNotTakenForHarmless() {
        assertThat(worst(usual, named(20))).isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst(usual, named(21))).isEqualTo(Reversibility.UNKNOWN);
    }

    private static HttpCall named(int operations) {
        String names = IntStream.range(0, operations)
                .mapToObj(i -> "{\"a\":" + i + "}")
                .collect(Collectors.joining(",", "{\"a\":[", "]}"));
        List<String> targets = IntStream.range(0, operations)
                .mapToObj(i -> "DynamoDB_20120810.Describe" + (char) ('A' + i))
                .toList();
        return new HttpCall(
                "POST",
                "https://dynamodb.eu-west-1.amazonaws.com/",
                Map.of("Content-Type", List.of("application/x-amz-json-1.0"), "X-Amz-Target", targets),
                Body.of(names));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 40})
    void methodsBehindThoseThatAreRead_areNotTakenForHarmless(int before) {
        List<String> methods = Stream.concat(
                        IntStream.range(0, before)
                                .mapToObj(i -> "GET-" + (char) ('A' + i % 26) + (char) ('A' + i / 26)),
                        Stream.of("DELETE"))
                .toList();

        for (List<String> values : List.of(methods, List.of(String.join(",", methods)))) {
            HttpCall call = new HttpCall("GET", URL, Map.of("X-HTTP-Method-Override", values), Body.empty());
            assertThat(worst(usual, call)).isEqualTo(Reversibility.UNKNOWN);
        }
    }

    @Test
    void hostsBehindThoseThatAreRead_areNotTakenForHarmless() {
        List<String> hosts =
                IntStream.range(0, 9).mapToObj(i -> "h" + i + ".example").toList();
        HttpCall call = new HttpCall("GET", URL, Map.of("Host", hosts), Body.empty());

        assertThat(usual.read(call)).hasSizeLessThan(6);
        assertThat(worst(usual, call)).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void bodyOfMoreCodingsThanAreUndone_isUnknown() {
        HttpCall call = new HttpCall(
                "POST",
                URL,
                Map.of("Content-Type", List.of(JSON), "Content-Encoding", List.of("identity,".repeat(60_000))),
                Body.of("{\"delete\":true}"));

        assertThat(worst(usual, call)).isEqualTo(Reversibility.UNKNOWN);
    }

    @Test
    void headersOfAnyCase_areSeen() {
        for (String header : List.of("X-HTTP-Method-Override", "x-http-method", "X-METHOD-OVERRIDE")) {
            HttpCall call = new HttpCall("POST", URL, Map.of(header, List.of("DELETE")), Body.empty());
            assertThat(worst(usual, call)).as(header).isEqualTo(Reversibility.IRREVERSIBLE);
        }
        Map<String, List<String>> twice =
                Map.of("content-type", List.of("text/plain"), "CONTENT-TYPE", List.of("application/json"));
        assertThat(worst(usual, new HttpCall("POST", URL, twice, Body.of("{\"delete\":true}"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        Map<String, List<String>> target = Map.of("x-AMZ-target", List.of("DynamoDB_20120810.DeleteTable"));
        assertThat(worst(usual, new HttpCall("POST", "https://a.example/", target, Body.of("{}"))))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    private Reversibility few(String typeOrMethod, String bodyOrUrl) {
        return worst(
                few,
                bodyOrUrl.startsWith("https://")
                        ? new HttpCall(typeOrMethod, bodyOrUrl, Map.of(), Body.empty())
                        : post(URL, typeOrMethod, bodyOrUrl));
    }

    private Reversibility usual(String type, String body) {
        return worst(usual, post(URL, type, body));
    }

    private static HttpCall post(String url, String type, String body) {
        return new HttpCall("POST", url, Map.of("Content-Type", List.of(type)), Body.of(body));
    }

    private static Reversibility worst(HttpReader reader, HttpCall call) {
        return reader.read(call).stream()
                .map(Effect::reversibility)
                .reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    private static String fields(int count) {
        return list(count, i -> "\"k" + i + "\":1");
    }

    private static String form(int count) {
        return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining("&"));
    }

    private static String elements(int count) {
        return IntStream.range(0, count).mapToObj(i -> "<k" + i + "/>").collect(Collectors.joining());
    }

    private static String list(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(","));
    }
}
