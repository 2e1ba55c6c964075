package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.FakeKnowledge;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.graphql.GraphQlReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {

    private static final String URL = "https://backboard.railway.app/graphql/v2";
    private static final String DELETION = "mutation { volumeDelete(volumeId: \"v\") }";
    private static final String READING = "query { volumeDelete: project(id: \"x\") { id } }";
    private static final String DELETION_JSON = "{\"query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\"}";
    private static final Map<String, List<String>> NONE = Map.of();

    private final FakeKnowledge knowledge = new FakeKnowledge();
    private final HttpReader reader =
            new HttpReader(knowledge, new GraphQlReader(knowledge, Limits.DEFAULT), Limits.DEFAULT);

    private List<Effect> read(String method, String url, Map<String, List<String>> headers, Body body) {
        return reader.read(new HttpCall(method, url, headers, body));
    }

    private List<Effect> post(String body) {
        return read("POST", URL, NONE, Body.of(body));
    }

    private static List<Reversibility> classes(List<Effect> effects) {
        return effects.stream().map(Effect::reversibility).toList();
    }

    private static Map<String, List<String>> header(String name, String value) {
        return Map.of(name, List.of(value));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void assertDeletion(List<Effect> effects) {
        assertThat(effects).anySatisfy(effect -> {
            assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
            assertThat(effect.resource().id()).isEqualTo("v");
        });
    }

    @Test
    void read_incident_isOneIrreversibleEffect() {
        List<Effect> effects =
                read("POST", URL, header("content-type", "application/x-www-form-urlencoded"), Body.of(DELETION_JSON));

        assertThat(classes(effects)).containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(effects.get(0).evidence().where()).isEqualTo("body.query 1:12");
        assertThat(effects.get(0).host()).isEqualTo("backboard.railway.app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"mutation($id: String!) { volumeDelete(volumeId: $id) }\",\"variables\":{\"id\":\"v\"}}",
                "{\"query\":\"mutation($id: String!) { volumeDelete(volumeId: $id) }\",\"variables\":\"{\\\"id\\\":\\\"v\\\"}\"}",
                "[{\"query\":\"{ me { id } }\"},{\"query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\"}]",
                "{\"query\":\"query A { me } mutation B { volumeDelete(volumeId: \\\"v\\\") }\",\"operationName\":\"B\"}",
                "{\"query\":\"{ me }\",\"query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\"}",
                "{\"query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\",\"query\":\"{ me }\"}",
                "{\"query\":\"{ me }\",\"Query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\"}",
                "{\"query\":\"{ me }\"}{\"query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\"}",
                "{\"qu\\u0065ry\":\"mut\\u0061tion { volumeDelete(volumeId: \\\"v\\\") }\"}",
                "mutation { volumeDelete(volumeId: \"v\") }",
                "query=mutation+%7B+volumeDelete%28volumeId%3A+%22v%22%29+%7D",
                "query=%7Bme%7D&query=mutation+%7B+volumeDelete%28volumeId%3A+%22v%22%29+%7D",
                "\uFEFF {\"query\":\"mutation { volumeDelete(volumeId: \\\"v\\\") }\"}",
            })
    void read_deletionInAnyBody_isFound(String body) {
        assertDeletion(post(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE"})
    void read_deletionInAnyEncoding_isFound(String charset) {
        assertDeletion(read("POST", URL, NONE, Body.of(DELETION_JSON.getBytes(Charset.forName(charset)))));
    }

    @Test
    void read_deletionInTheUrl_isFound() {
        String query = "?query=" + encoded("mutation($id: ID) { volumeDelete(volumeId: $id) }");
        String variables = "&variables=" + encoded("{\"id\":\"v\"}");

        assertDeletion(read("GET", URL + query + variables, NONE, Body.empty()));
        assertDeletion(read("POST", URL + query, NONE, Body.of("{\"variables\":{\"id\":\"v\"}}")));
        assertDeletion(read("POST", URL + "?query=" + encoded(DELETION), NONE, Body.of("{\"query\":\"{ me }\"}")));
        assertDeletion(read("GET", URL, NONE, Body.of(DELETION_JSON)));
    }

    @Test
    void read_operationNameInTheUrl_overridesTheBody() {
        String body =
                "{\"query\":\"query A { me } mutation B { volumeDelete(volumeId: \\\"v\\\") }\",\"operationName\":\"A\"}";

        assertThat(classes(post(body))).containsExactly(Reversibility.READ_ONLY);
        assertDeletion(read("POST", URL + "?operationName=B", NONE, Body.of(body)));
    }

    @Test
    void read_deletionAtAnUnknownHost_isFoundByItsBody() {
        assertDeletion(read("POST", "https://example.com/api", NONE, Body.of(DELETION_JSON)));
        assertDeletion(read(
                "POST",
                "https://example.com/graphql",
                header("Content-Type", "application/graphql"),
                Body.of(DELETION)));
    }

    @Test
    void read_compressedBody_isInflated() throws IOException {
        assertDeletion(read("POST", URL, header("Content-Encoding", "gzip"), gzip(DELETION_JSON)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(DELETION_JSON.getBytes(StandardCharsets.UTF_8));
        }
        assertDeletion(read("POST", URL, header("content-encoding", "deflate"), Body.of(out.toByteArray())));
    }

    private static Body gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return Body.of(out.toByteArray());
    }

    @ParameterizedTest
    @CsvSource({
        "gzip,it is not valid gzip",
        "br,it is not valid br",
        "zstd,its content coding is not read",
        "'gzip, zstd',its content coding"
    })
    void read_codingThatCannotBeUndone_isUnknown(String coding, String because) {
        for (String url : List.of(URL, "https://example.com/v1/things")) {
            Effect effect = read("POST", url, header("Content-Encoding", coding), Body.of(DELETION_JSON))
                    .get(0);

            assertThat(effect.reversibility()).isEqualTo(Reversibility.UNKNOWN);
            assertThat(effect.reason()).contains("body not inspected", because);
        }
    }

    @Test
    void read_gzipBomb_isUnknownAndBounded() throws IOException {
        Effect effect = read("POST", URL, header("Content-Encoding", "gzip"), gzip(" ".repeat(50_000_000)))
                .get(0);

        assertThat(effect.reversibility()).isEqualTo(Reversibility.UNKNOWN);
        assertThat(effect.reason()).contains("larger than the limit of 1048576 bytes");
    }

    @Test
    void read_bodyOfTenMegabytes_isUnknownForWritesOnly() {
        Body large = Body.of(new byte[10 << 20]);

        assertThat(classes(read("PUT", "https://example.com/f", NONE, large))).containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(read("GET", "https://example.com/f", NONE, large))).containsExactly(Reversibility.READ_ONLY);
        assertThat(classes(read("GET", URL, NONE, large))).containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(read("DELETE", "https://example.com/f", NONE, large)))
                .containsExactly(Reversibility.IRREVERSIBLE);
    }

    @Test
    void read_bodyNotInspected_givesItsReason() {
        Effect effect = read("POST", "https://example.com/f", NONE, Body.notInspected("it is a stream"))
                .get(0);

        assertThat(effect.reason()).isEqualTo("body not inspected: it is a stream");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"query { volumeDelete: project(id: \\\"x\\\") { id } }\"}",
                "{\"query\":\"{ me { id } } # mutation { volumeDelete(volumeId: 1) }\"}",
                "{\"query\":\"{ search(text: \\\"mutation { volumeDelete }\\\") { id } }\"}",
                "{\"query\":\"{ me { id } }\",\"note\":\"volumeDelete\"}",
            })
    void read_wordsOfADeletionThatOnlyRead_areReads(String body) {
        assertThat(classes(post(body))).containsExactly(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|no GraphQL document",
                "{\"query\":{\"match\":1}}|no GraphQL document",
                "{\"query\":|the body is ambiguous: not valid JSON at 1:",
                "not graphql|not GraphQL as far as it can be read",
                "[1]|it is not a GraphQL request",
                "{\"id\":\"x\",\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"ab\"}}}|persisted query",
                "{\"query\":\"{ me }\",\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"ab\"}}}|not that of the document",
                "{\"query\":\"{ me }\",\"variables\":\"{\"}|variables cannot be read",
                "{\"query\":\"{ me }\",\"a\":1,\"a\":2}|a key stands twice",
            })
    void read_bodyNotUnderstoodAtAGraphQlEndpoint_isUnknown(String body, String reason) {
        assertThat(post(body)).anySatisfy(effect -> {
            assertThat(effect.reversibility()).isEqualTo(Reversibility.UNKNOWN);
            assertThat(effect.reason()).contains(reason);
        });
    }

    @Test
    void read_persistedQueryWithItsOwnDocument_isJudgedByTheDocument() {
        String hash = "0c0b2ba4f2b4aeb4f0ff4bd0ac9ac7a1e2e4e0f4a3a7d9be9b9f4d4c3b2a1908";
        String body = "{\"query\":\"{ me }\",\"extensions\":{\"persistedQuery\":{\"sha256Hash\":\"" + sha256("{ me }")
                + "\"}}}";

        assertThat(classes(post(body))).containsExactly(Reversibility.READ_ONLY);
        assertThat(classes(post(body.replace(sha256("{ me }"), hash)))).contains(Reversibility.UNKNOWN);
    }

    private static String sha256(String text) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void read_nestingBombs_areUnknown() {
        assertThat(classes(post("{\"a\":" + "[".repeat(10_000)))).contains(Reversibility.UNKNOWN);
        assertThat(classes(post("{\"query\":\"" + "{a".repeat(10_000) + "}".repeat(10_000) + "\"}")))
                .containsExactly(Reversibility.UNKNOWN);
    }

    @Test
    void read_multipartAndSockets_areUnknownAtAGraphQlEndpoint() {
        Body multipart = Body.of("--x\r\nContent-Disposition: form-data; name=\"operations\"\r\n\r\n{}\r\n--x--");
        Map<String, List<String>> type = header("Content-Type", "multipart/form-data; boundary=x");

        assertThat(classes(read("POST", URL, type, multipart))).containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(read("POST", "https://example.com/api", type, multipart)))
                .containsExactly(Reversibility.REVERSIBLE);
        Body deletion = Body.of("--x\r\nContent-Disposition: form-data; name=operations\r\n\r\n" + DELETION_JSON
                + "\r\n--x\r\nContent-Disposition: form-data; name=map\r\n\r\n{}\r\n--x--");
        assertDeletion(read("POST", URL, type, deletion));
        assertDeletion(read("POST", "https://example.com/api", type, deletion));
        assertThat(classes(read("GET", URL.replace("https", "wss"), NONE, Body.empty())))
                .containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(read("GET", URL, header("Upgrade", "WebSocket"), Body.empty())))
                .containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(read("GET", URL, NONE, Body.empty()))).containsExactly(Reversibility.READ_ONLY);
    }

    @Test
    void read_plainRequest_givesMethodPathAndFields() {
        read(
                "patch",
                "https://API.Example.com:443/v1/%74hings/../items/?a=1&a=2&b=+x",
                NONE,
                Body.of("{\"c\":{\"d\":1},\"b\":\"y\"}"));

        Operation asked = knowledge.only();
        assertThat(asked.protocol()).isEqualTo(Operation.Protocol.HTTP);
        assertThat(asked.host()).isEqualTo("api.example.com");
        assertThat(asked.type()).isEqualTo("PATCH");
        assertThat(asked.name()).isEqualTo("/v1/items/");
        assertThat(asked.arguments())
                .containsEntry("a", List.of("1", "2"))
                .containsEntry("b", Operation.UNRESOLVED)
                .containsEntry("c", Map.of("d", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "x-method-override", "X-HTTP-Method"})
    void read_methodOverrideByHeader_isJudgedAsTheWorse(String name) {
        assertThat(classes(read("POST", "https://example.com/v1/a", header(name, "delete"), Body.empty())))
                .containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("DELETE", "https://example.com/v1/a", header(name, "GET"), Body.empty())))
                .containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("POST", "https://example.com/v1/a", header(name, "PUT"), Body.empty())))
                .containsExactly(Reversibility.REVERSIBLE);
    }

    @Test
    void read_methodOverrideByField_isJudgedAsTheWorse() {
        String url = "https://example.com/v1/a";

        assertThat(classes(read("GET", url + "?_method=DELETE", NONE, Body.empty())))
                .containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("POST", url, NONE, Body.of("x=1&_method=delete"))))
                .containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("POST", url, NONE, Body.of("{\"_method\":\"DELETE\"}"))))
                .containsExactly(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("POST", url, NONE, Body.of("{\"method\":\"DELETE\"}"))))
                .containsExactly(Reversibility.REVERSIBLE);
    }

    @Test
    void read_graphQlBodyOnADeletingPath_doesNotHideThePath() {
        assertThat(classes(
                        read("POST", "https://example.com/v1/volumes/delete", NONE, Body.of("{\"query\":\"{ me }\"}"))))
                .contains(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("DELETE", "https://example.com/graphql", NONE, Body.of("{\"query\":\"{ me }\"}"))))
                .contains(Reversibility.IRREVERSIBLE);
        assertThat(classes(read("POST", "https://example.com/graphql", NONE, Body.of("{\"query\":\"{ me }\"}"))))
                .containsExactly(Reversibility.READ_ONLY);
    }

    @Test
    void read_differingHostHeader_isJudgedAtBothHosts() {
        assertDeletion(read(
                "POST",
                "https://10.0.0.1/graphql/v2",
                header("Host", "backboard.railway.app"),
                Body.of(DELETION_JSON)));
        assertThat(knowledge.asked()).extracting(Operation::host).contains("10.0.0.1", "backboard.railway.app");
    }

    @Test
    void read_polyglotOfJsonAndForm_isJudgedAsBoth() {
        String body = "{\"query\":\"{ me }\",\"x\":\"&query=" + encoded(DELETION) + "&\"}";

        assertDeletion(read("POST", URL, header("Content-Type", "application/x-www-form-urlencoded"), Body.of(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "::",
                "http://",
                "http:///x",
                "/relative",
                "ftp://a/b",
                "http://a@b@c/",
                "http://a\\@b/",
                "http://a:99999999/",
                "http://a b/",
                "%",
                "http://%/%zz?%=%&=&%41"
            })
    void read_urlThatCannotBeRead_isUnknownForWrites(String url) {
        assertThat(classes(read("POST", url, NONE, Body.of("{}")))).containsExactly(Reversibility.UNKNOWN);
        assertThat(classes(read("GET", url, NONE, Body.empty()))).containsExactly(Reversibility.READ_ONLY);
    }

    @Test
    void read_largeBatch_keepsTheWorst() {
        StringBuilder batch = new StringBuilder("[");
        for (int i = 0; i < 500; i++) {
            batch.append("{\"query\":\"{ a").append(i).append(" }\"},");
        }
        List<Effect> effects = post(batch.append(DELETION_JSON).append(']').toString());

        assertDeletion(effects);
        assertThat(effects).hasSize(Limits.DEFAULT.operations() + 2);
    }

    @Test
    void read_reading_isReadOnlyInEveryShape() {
        String json = "{\"query\":\"" + READING.replace("\"", "\\\"") + "\"}";

        assertThat(classes(post(json))).containsExactly(Reversibility.READ_ONLY);
        assertThat(classes(post("[" + json + "," + json + "]"))).containsOnly(Reversibility.READ_ONLY);
        assertThat(classes(read("GET", URL + "?query=" + encoded(READING), NONE, Body.empty())))
                .containsExactly(Reversibility.READ_ONLY);
        assertThat(classes(post(READING))).containsExactly(Reversibility.READ_ONLY);
    }
}
