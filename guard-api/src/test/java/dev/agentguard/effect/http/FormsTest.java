package dev.agentguard.effect.http;

import static dev.agentguard.annotation.Reversibility.IRREVERSIBLE;
import static dev.agentguard.annotation.Reversibility.READ_ONLY;
import static dev.agentguard.annotation.Reversibility.REVERSIBLE;
import static dev.agentguard.annotation.Reversibility.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose operations are not told by method and path. */
class FormsTest {

    private static final String HOST = "https://api.forms.example";

    private final HttpReader reader =
            new HttpReader(Packs.shipped(), new GraphQlReader(Packs.shipped(), Limits.DEFAULT), Limits.DEFAULT);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"jsonrpc":"2.0","method":"deleteVolume","params":{"id":"v1"},"id":1}                        | IRREVERSIBLE
            {"jsonrpc":"2.0","method":"volume.delete","params":["v1"]}                                   | IRREVERSIBLE
            {"method":"deleteVolume","params":["v1"],"id":1}                                             | IRREVERSIBLE
            {"jsonrpc":"2.0","METHOD":"deleteVolume","id":1}                                             | IRREVERSIBLE
            {"jsonrpc":"2.0","method":"getVolume","Method":"deleteVolume","id":1}                        | IRREVERSIBLE
            {"jsonrpc":"2.0","method":"getVolume","method":"deleteVolume","id":1}                        | IRREVERSIBLE
            [{"jsonrpc":"2.0","method":"getVolume","id":1},{"jsonrpc":"2.0","method":"deleteVolume"}]    | IRREVERSIBLE
            {"jsonrpc":"2.0","method":"getVolume","delete":true,"id":1}                                  | IRREVERSIBLE
            [{"jsonrpc":"2.0","method":"getVolume","id":1},7]                                            | UNKNOWN
            {"jsonrpc":"2.0","method":"getVolume","params":{"id":"v1"},"id":1}                           | READ_ONLY
            {"jsonrpc":"2.0","method":"listVolumes","params":{"filter":{"deleted":true}},"id":1}         | READ_ONLY
            {"jsonrpc":"2.0","method":"tools/call","params":{"name":"delete_volume","arguments":{}},"id":1} | IRREVERSIBLE
            {"jsonrpc":"2.0","method":"tools/call","params":{"name":"list_volumes","arguments":{}},"id":1}  | READ_ONLY
            {"jsonrpc":"2.0","method":"tools/call","params":{"arguments":{}},"id":1}                     | UNKNOWN
            {"jsonrpc":"2.0","method":"initialize","params":{"protocolVersion":"2025-06-18"},"id":0}     | READ_ONLY
            {"jsonrpc":"2.0","method":"tools/list","id":1}                                               | READ_ONLY
            {"jsonrpc":"2.0","method":"ping","id":1}                                                     | READ_ONLY
            {"jsonrpc":"2.0","method":"notifications/initialized"}                                       | READ_ONLY
            {"jsonrpc":"2.0","id":1,"result":{"roots":[]}}                                               | READ_ONLY
            """)
    void remoteProcedureInJson(String body, Reversibility expected) {
        assertThat(worst(post("/mcp", "application/json", body))).isEqualTo(expected);
        assertThat(worst(post("/mcp", "text/plain", "\n " + body))).isEqualTo(expected);
    }

    @Test
    void remoteProcedureInJson_atAPathThatDestroys_isNotHarmless() {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":1}";
        assertThat(worst(post("/v1/volumes/9/delete", "application/json", body)))
                .isEqualTo(IRREVERSIBLE);
        assertThat(worst(call("DELETE", "/v1/volumes/9", Map.of(), body))).isEqualTo(IRREVERSIBLE);
    }

    @Test
    void callOfATool_isThatTool() {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"drop_index\"},\"id\":1}";
        assertThat(reader.read(post("/mcp", "application/json", body)))
                .singleElement()
                .satisfies(effect -> assertThat(effect.evidence().text()).isEqualTo("drop_index"));
    }

    @ParameterizedTest
    @CsvSource({
        "/acme.volumes.v1.VolumeService/DeleteVolume, application/grpc, IRREVERSIBLE",
        "/acme.volumes.v1.VolumeService/DeleteVolume, application/grpc-web+proto, IRREVERSIBLE",
        "/acme.volumes.v1.VolumeService/DeleteVolume, application/proto, IRREVERSIBLE",
        "/twirp/acme.volumes.v1.VolumeService/PurgeVolumes, application/protobuf, IRREVERSIBLE",
        "/acme.volumes.v1.VolumeService/GetVolume, application/grpc, READ_ONLY",
        "/acme.payments.v1.RefundService/ListRefunds, application/grpc+proto, READ_ONLY",
        "/acme.volumes.v1.VolumeService/CreateVolume, application/grpc, REVERSIBLE"
    })
    void remoteProcedureInThePath(String path, String type, Reversibility expected) {
        assertThat(worst(post(path, type, "\0\0\0\0\2\n\0"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "/acme.volumes.v1.VolumeService/DeleteVolume, IRREVERSIBLE",
        "/milvus.proto.milvus.MilvusService/DropCollection, IRREVERSIBLE",
        "/google.pubsub.v1.Publisher/DeleteTopic, IRREVERSIBLE",
        "/acme.volumes.v1.VolumeService/Frobnicate, UNKNOWN",
        "/acme.volumes.v1.VolumeService/GetVolume, READ_ONLY",
        "/etcdserverpb.Watch/WatchKeys, READ_ONLY",
        "/VolumeService/ListVolumes, READ_ONLY",
        "/VolumeService/DropVolume, IRREVERSIBLE",
        // nothing but its type says that the body is no statement, and any client may say so
        "/api/query, UNKNOWN",
        "/v1/projects/getSettings, UNKNOWN"
    })
    void remoteProcedureInThePath_whoseMessagesAreNotLookedAt(String path, Reversibility expected) {
        HttpCall call = new HttpCall(
                "POST",
                HOST + path,
                Map.of("Content-Type", List.of("application/grpc")),
                Body.notInspected("its messages are sent as they come"));
        assertThat(worst(call)).isEqualTo(expected);
    }

    @Test
    void remoteProcedureInThePath_withJson_isReadWithItsMessage() {
        String path = "/acme.volumes.v1.VolumeService/GetVolume";
        assertThat(worst(post(path, "application/json", "{\"id\":\"v1\"}"))).isEqualTo(READ_ONLY);
        assertThat(worst(call("DELETE", path, Map.of(), ""))).isEqualTo(IRREVERSIBLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <s:Envelope xmlns:s="x"><s:Header/><s:Body><m:DeleteOrder xmlns:m="y"><id>1</id></m:DeleteOrder></s:Body></s:Envelope> | IRREVERSIBLE
            <?xml version="1.0"?><Envelope><Body><GetOrder><id>1</id></GetOrder></Body></Envelope>                                | READ_ONLY
            <methodCall><methodName>wp.deletePost</methodName><params/></methodCall>                                             | IRREVERSIBLE
            <methodCall><methodName>wp.getPosts</methodName><params/></methodCall>                                               | READ_ONLY
            <!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>                                                     | UNKNOWN
            <x><y></x>                                                                                                           | UNKNOWN
            <Item><isDeleted>true</isDeleted></Item>                                                                             | IRREVERSIBLE
            <Item><name>a</name></Item>                                                                                          | REVERSIBLE
            """)
    void xml(String body, Reversibility expected) {
        assertThat(worst(post("/service", "text/xml; charset=utf-8", body))).isEqualTo(expected);
    }

    @Test
    void soapActionAndBodyCountBoth() {
        String get = "<Envelope><Body><GetOrder/></Body></Envelope>";
        assertThat(worst(call(
                        "POST",
                        "/service",
                        Map.of("Content-Type", "text/xml", "SOAPAction", "\"urn:orders#DeleteOrder\""),
                        get)))
                .isEqualTo(IRREVERSIBLE);
        assertThat(worst(post("/service", "application/soap+xml; action=\"http://x.example/DeleteOrder\"", get)))
                .isEqualTo(IRREVERSIBLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            /v1.0/$batch  | {"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"2","method":"DELETE","url":"/users/7"}]} | IRREVERSIBLE
            /v1.0/$batch  | {"requests":[{"id":"1","method":"GET","url":"/me"}]}                                              | READ_ONLY
            /v1.0/$batch  | {"requests":[{"id":"1","method":"POST","url":"/me/events","body":{"subject":"a"}}]}               | REVERSIBLE
            /v1.0/$batch  | {"requests":[{"method":"GET","url":"/me"},"x"]}                                                    | UNKNOWN
            /v1.0/$batch  | {"requests":[{"method":"POST","url":"/$batch","body":{"requests":[{"method":"DELETE","url":"/a/7"}]}}]} | IRREVERSIBLE
            /composite    | {"allOrNone":true,"compositeRequest":[{"method":"DELETE","url":"/services/data/v59.0/sobjects/Account/1"}]} | IRREVERSIBLE
            /batch        | {"data":{"actions":[{"method":"delete","relative_path":"/tasks/1"}]}}                             | IRREVERSIBLE
            /             | batch=%5B%7B%22method%22%3A%22DELETE%22%2C%22relative_url%22%3A%22123%22%7D%5D                    | IRREVERSIBLE
            /monitors     | {"name":"up","steps":[{"method":"GET","url":"https://other.example/health"}]}                     | REVERSIBLE
            """)
    void requestsInJson(String path, String body, Reversibility expected) {
        assertThat(worst(post(path, body.startsWith("{") ? "application/json" : "", body)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"GET, READ_ONLY", "DELETE, IRREVERSIBLE", "PATCH, REVERSIBLE", "FROB, UNKNOWN"})
    void requestsInParts(String method, Reversibility expected) {
        String inner = "--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\n" + method
                + " /v1/things/7 HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{}\r\n--c--\r\n";
        String odata = "--b\r\nContent-Type: application/http\r\n\r\nGET Things HTTP/1.1\r\n\r\n\r\n"
                + "--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n" + inner + "\r\n--b--";
        assertThat(worst(post("/odata/$batch", "multipart/mixed; boundary=\"c\"", inner)))
                .isEqualTo(expected);
        assertThat(worst(post("/odata/$batch", "multipart/mixed;boundary=b", odata)))
                .isEqualTo(expected);
        assertThat(worst(post("/odata/$batch", "multipart/mixed;boundary=b", odata.replace("\r\n", "\n"))))
                .isEqualTo(expected);
    }

    @Test
    void requestsInParts_thatCannotBeRead_areUnknown() {
        for (String body :
                List.of("", "x", "--b\r\n\r\nDELETE /x HTTP/1.1", "--b\r\nContent-Type: text/plain\r\n\r\nx")) {
            assertThat(worst(post("/$batch", "multipart/mixed; boundary=b", body)))
                    .isEqualTo(body.isEmpty() ? REVERSIBLE : UNKNOWN);
        }
        assertThat(worst(post("/$batch", "multipart/mixed", "--b--"))).isEqualTo(UNKNOWN);
    }

    @Test
    void batchWithinBatches_isReadToADepth() {
        String body = "{\"requests\":[{\"method\":\"DELETE\",\"url\":\"/a/1\"}]}";
        for (int i = 0; i < 10; i++) {
            body = "{\"requests\":[{\"method\":\"POST\",\"url\":\"/$batch\",\"body\":" + body + "}]}";
            assertThat(worst(post("/$batch", "application/json", body))).isIn(IRREVERSIBLE, UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"index":{"_id":"1"}}~{"deleted":true}~                       | REVERSIBLE
            {"index":{"_id":"1"}}~{"a":1}~{"delete":{"_id":"2"}}~         | IRREVERSIBLE
            {"delete":{"_id":"2"}}~                                       | IRREVERSIBLE
            {"update":{"_id":"2"}}~{"delete":{}}~                         | REVERSIBLE
            {"update":{"_id":"2"}}~{"doc":{}}~{"frob":{}}~                | UNKNOWN
            """)
    void bulkLines(String body, Reversibility expected) {
        for (String type : List.of("application/x-ndjson", "application/json", "")) {
            assertThat(worst(post("/orders/_bulk", type, body.replace('~', '\n'))))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            /sql/statements       | {"statement":"DROP TABLE orders","warehouse_id":"w"}               | IRREVERSIBLE
            /sql/statements       | {"statement":"SELECT * FROM orders","warehouse_id":"w"}            | READ_ONLY
            /jobs                 | {"configuration":{"query":{"query":"/* x */ DELETE FROM a.b WHERE true"}}} | IRREVERSIBLE
            /query                | {"queries":[{"query":"SELECT 1"},{"query":"TRUNCATE TABLE a"}]}    | IRREVERSIBLE
            /query                | {"sql":["SELECT 1","DROP TABLE a"]}                                | IRREVERSIBLE
            /query                | {"SQL":"drop/**/table a"}                                          | IRREVERSIBLE
            /query                | {"sql":"SELECT 1","sql":"DROP TABLE a"}                            | IRREVERSIBLE
            /query                | {"sql":"SELECT 1","delete":true}                                   | IRREVERSIBLE
            /search               | {"query":"delete files from the trash by hand"}                    | REVERSIBLE
            /saved                | {"name":"q","query":"SELECT a FROM b"}                             | REVERSIBLE
            /?database=d          | DROP TABLE orders                                                  | IRREVERSIBLE
            /?database=d          | SELECT a FROM b                                                    | READ_ONLY
            """)
    void sql(String path, String body, Reversibility expected) {
        assertThat(worst(post(path, body.startsWith("{") ? "application/json" : "text/plain", body)))
                .isEqualTo(expected);
    }

    @Test
    void sqlInTheUrl() {
        assertThat(worst(call("GET", "/exec?query=DROP%20TABLE%20a", Map.of(), "")))
                .isEqualTo(IRREVERSIBLE);
        assertThat(worst(call("GET", "/exec?query=select+a+from+b", Map.of(), "")))
                .isEqualTo(READ_ONLY);
        assertThat(worst(call("GET", "/search?q=drop+the+table", Map.of(), ""))).isEqualTo(READ_ONLY);
    }

    @ParameterizedTest
    @CsvSource({"deletedAt, 2026-01-01, IRREVERSIBLE", "_method, DELETE, IRREVERSIBLE", "name, x, REVERSIBLE"})
    void fieldsOfMultipartForms(String name, String value, Reversibility expected) {
        String body = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"delete.txt\"\r\n\r\n"
                + "{\"delete\":true}\r\n--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                + "\r\n--b--\r\n";
        assertThat(worst(post("/items", "multipart/form-data; boundary=b", body)))
                .isEqualTo(expected);
    }

    private Reversibility worst(HttpCall call) {
        return reader.read(call).stream().map(Effect::reversibility).reduce(READ_ONLY, Reversibility::worse);
    }

    private static HttpCall post(String path, String type, String body) {
        return call("POST", path, type.isEmpty() ? Map.of() : Map.of("Content-Type", type), body);
    }

    private static HttpCall call(String method, String path, Map<String, String> headers, String body) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        return new HttpCall(method, HOST + path, all, Body.of(body));
    }
}
