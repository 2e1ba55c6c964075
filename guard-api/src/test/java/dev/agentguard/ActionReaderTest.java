package dev.agentguard;

import static dev.agentguard.annotation.Reversibility.READ_ONLY;
import static dev.agentguard.annotation.Reversibility.REVERSIBLE;
import static dev.agentguard.annotation.Reversibility.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.pack.Packs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions through all readers together, with the shipped packs. */
class ActionReaderTest {

    private static final ActionReader READER = new ActionReader(Packs.shipped());
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            query            | {"sql":"drop table orders"}                                | IRREVERSIBLE
            query            | {"sql":"select 1; drop table orders"}                      | IRREVERSIBLE
            read_query       | {"query":"delete from orders"}                             | IRREVERSIBLE
            run_command      | {"command":"rm -rf /srv/data"}                             | IRREVERSIBLE
            get_page         | {"url":"https://shop.example/o/1","method":"DELETE"}       | IRREVERSIBLE
            query            | {"sql":"select * from orders"}                             | READ_ONLY
            run_command      | {"command":"git status"}                                   | READ_ONLY
            """)
    void toolCallOverTheModelContextProtocol_isReadAsTheToolCallIs(
            String tool, String arguments, Reversibility expected) throws JsonProcessingException {
        String message =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                        .formatted(tool, arguments);

        assertThat(worst(tool(tool, "", arguments))).isEqualTo(expected);
        assertThat(worst(post("/mcp", message))).isEqualTo(expected);
        assertThat(worst(post("/mcp", "[" + message + "]"))).isEqualTo(expected);
    }

    @Test
    void toolCallOverTheModelContextProtocol_isAtTheServersHost() {
        List<Effect> effects = READER.effects(
                post(
                        "/mcp",
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"q\",\"arguments\":{\"sql\":\"drop table t\"}}}"));

        assertThat(effects).isNotEmpty().allMatch(effect -> "api.things.example".equals(effect.host()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            graphql_query | Asks the service       | {"query":"{ projects { id } }"}                          | READ_ONLY
            graphql_query | Asks the service       | {"query":"query { projects { id } }"}                    | READ_ONLY
            graphql_query | Asks the service       | {"query":"mutation { deleteProject(id: 1) { ok } }"}     | IRREVERSIBLE
            write_query   | Execute an INSERT, UPDATE or DELETE query | {"query":"insert into t values (1)"}  | REVERSIBLE
            write_query   | Execute an INSERT, UPDATE or DELETE query | {"query":"delete from t"}             | IRREVERSIBLE
            write_query   | Execute an INSERT, UPDATE or DELETE query | {"name":"monthly"}                    | IRREVERSIBLE
            write_query   | Execute an INSERT, UPDATE or DELETE query | {"query":"insert into t values (1)","then":"x; rm -rf /srv"} | IRREVERSIBLE
            delete_query  | Execute an INSERT, UPDATE or DELETE query | {"query":"insert into t values (1)"}  | IRREVERSIBLE
            run_report    | Runs a report and deletes the rows it read | {"query":"select 1"}                 | IRREVERSIBLE
            use_cloud     | Makes a client call    | {"operation_name":"delete_bucket","bucket":"b"}          | IRREVERSIBLE
            use_cloud     | Makes a client call    | {"operationName":"TerminateInstances"}                   | IRREVERSIBLE
            use_cloud     | Makes a client call    | {"operation_name":"list_buckets"}                        | REVERSIBLE
            update_code   | Updates a function     | {"function_name":"delete-users","code":"x"}              | REVERSIBLE
            store         | Stores and then erases the documents | {"id":"d"}                                 | IRREVERSIBLE
            preview_item  | Shows what would be deleted          | {"id":"d"}                                 | READ_ONLY
            delete_preview | Show what a delete would remove     | {"id":17,"dry_run":true}                   | READ_ONLY
            make_call     | Makes a call           | {"to":"+15550100"}                                       | IRREVERSIBLE
            shop_execute  | Executes a call        | {"method":"POST","path":"/v1/refunds","params":{"a":1}}  | IRREVERSIBLE
            shop_execute  | Executes a call        | {"method":"delete","path":"/v1/things/7"}                | IRREVERSIBLE
            shop_execute  | Executes a call        | {"method":"GET","path":"/v1/things/7"}                   | READ_ONLY
            save_file     | Saves a file           | {"path":"/srv/delete","data":"x"}                        | REVERSIBLE
            get_docs      | Gets documentation     | {"topic":"drop table"}                                   | READ_ONLY
            get_docs      | Gets documentation     | {"topic":"drop table orders"}                            | IRREVERSIBLE
            sheets_clear_values | Clears cell values from a range | {"range":"A1:Z"}                          | IRREVERSIBLE
            clear_table_filter  | Clears the filter of a range    | {"range":"A1:Z"}                          | REVERSIBLE
            run_container       | Runs a container                | {"image":"web"}                           | REVERSIBLE
            run_container       | Runs a container                | {"image":"web","command":"rm -rf /srv"}   | IRREVERSIBLE
            """)
    void tool(String name, String description, String arguments, Reversibility expected)
            throws JsonProcessingException {
        assertThat(worst(tool(name, description, arguments))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"statements":[{"statement":"MATCH (n) DETACH DELETE n"}]}          | IRREVERSIBLE
            {"statements":[{"statement":"match (n) where n.x = 1 delete n"}]}   | IRREVERSIBLE
            {"query":"FOR o IN orders REMOVE o IN orders"}                      | IRREVERSIBLE
            {"query":"for o in orders filter o.old remove o in orders"}         | IRREVERSIBLE
            {"statements":[{"statement":"MATCH (n) SET n.a = 1"}]}              | REVERSIBLE
            {"query":"FOR o IN orders UPDATE o WITH { a: 1 } IN orders"}        | REVERSIBLE
            {"statements":[{"statement":"MATCH (n) RETURN n.deleted"}]}         | READ_ONLY
            {"query":"FOR o IN orders RETURN o"}                                | READ_ONLY
            {"query":"for sale in town"}                                        | REVERSIBLE
            """)
    void queryOfAGraphDatabaseInARequest(String body, Reversibility expected) {
        assertThat(worst(post("/db/things/run", body))).isEqualTo(expected);
    }

    @Test
    void bytesThatAreSaidToBeJson_areNotTakenForRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write("{\"_method\":\"DELETE\"}".getBytes(StandardCharsets.UTF_8));
        }
        Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));
        Map<String, List<String>> archive = Map.of("Content-Type", List.of("application/gzip"));
        String url = "https://api.things.example/v1/orders/7";

        assertThat(worst(new HttpCall("POST", url, json, Body.of(bytes.toByteArray()))))
                .isEqualTo(UNKNOWN);
        assertThat(worst(new HttpCall("POST", url, archive, Body.of(bytes.toByteArray()))))
                .isEqualTo(REVERSIBLE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            X-TC-Action  | TerminateInstances | IRREVERSIBLE
            x-acs-action | DeleteInstance     | IRREVERSIBLE
            X-TC-Action  | RunInstances       | REVERSIBLE
            """)
    void operationInAHeaderOfAnotherCloud(String header, String action, Reversibility expected) {
        HttpCall call = new HttpCall(
                "POST",
                "https://vm.things.example/",
                Map.of("Content-Type", List.of("application/json"), header, List.of(action)),
                Body.of("{\"ids\":[\"i-1\"]}"));

        assertThat(worst(call)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            commands=%5B%7B%22type%22%3A%22item_delete%22%7D%5D                                | IRREVERSIBLE
            batch=%5B%7B%22method%22%3A%22DELETE%22%2C%22relative_url%22%3A%22me%2F1%22%7D%5D  | IRREVERSIBLE
            commands=%5B%7B%22type%22%3A%22item_add%22%2C%22content%22%3A%22delete+it%22%7D%5D | REVERSIBLE
            text=%7Bdelete%7D                                                                  | REVERSIBLE
            """)
    void jsonInAFieldOfAForm(String form, Reversibility expected) {
        HttpCall call = new HttpCall(
                "POST",
                "https://api.things.example/v9/sync",
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                Body.of(form));

        assertThat(worst(call)).isEqualTo(expected);
    }

    @Test
    void statementThatIsLookedFor_isNotRun() {
        String url = "https://api.things.example";

        assertThat(worst(new HttpCall("GET", url + "/search/code?q=drop+table+x", Map.of(), Body.empty())))
                .isEqualTo(READ_ONLY);
        assertThat(worst(new HttpCall("GET", url + "/search?sql=drop+table+x", Map.of(), Body.empty())))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst(new HttpCall("GET", url + "/research/exec?query=drop+table+x", Map.of(), Body.empty())))
                .isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(worst(new HttpCall("GET", url + "/query?q=drop+database+x", Map.of(), Body.empty())))
                .isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "/users/delete/7, UNKNOWN",
        "/delete/7, UNKNOWN",
        "/v1/deleteUser/7?confirm=yes, UNKNOWN",
        "/users/delete/550e8400-e29b-41d4-a716-446655440000, UNKNOWN",
        "/users/7, READ_ONLY",
        "/v1/delete-requests/77, READ_ONLY",
        "/deletions/7, READ_ONLY",
        "/users/7/deleted, READ_ONLY"
    })
    void getOfAnAddressThatDestroys_isNotSafe(String path, Reversibility expected) {
        assertThat(worst(new HttpCall("GET", "https://api.things.example" + path, Map.of(), Body.empty())))
                .isEqualTo(expected);
    }

    private static ToolCall tool(String name, String description, String arguments) throws JsonProcessingException {
        Map<String, Object> values = JSON.readValue(arguments, new TypeReference<>() {});
        return new ToolCall(name, description, values, ToolDeclaration.none());
    }

    private static HttpCall post(String path, String body) {
        return new HttpCall(
                "POST",
                "https://api.things.example" + path,
                Map.of("Content-Type", List.of("application/json")),
                Body.of(body));
    }

    private static Reversibility worst(Action action) {
        return READER.effects(action).stream().map(Effect::reversibility).reduce(READ_ONLY, Reversibility::worse);
    }
}
