package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs and agents do every day, beside what looks like it and must not pass. */
class OrdinaryWorkTest {

    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final CallContext WIRE = new CallContext("app", Origin.WIRE);

    private static final String PERMIT = """
            version: 1
            permits:
              - id: small
                match: {operation: ["mollie:*refund*", "checkout:*refund*", "tool:*refund*"], kind: money}
                amount: {each: 50 EUR}
            """;

    @TempDir
    Path directory;

    private Guard unconfigured() {
        return Guard.builder()
                .config(GuardConfig.none().withStore(directory.resolve("store")))
                .build();
    }

    private static boolean passes(Guard guard, dev.agentguard.action.Action action, CallContext context) {
        Verdict verdict = guard.check(action, context);
        if (verdict.proceeds()) {
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        return verdict.decision() instanceof Decision.Allow;
    }

    private boolean toolPasses(String tool, Map<String, Object> arguments) {
        try (Guard guard = unconfigured()) {
            return passes(guard, tool(tool, arguments), TOOL);
        }
    }

    private static ToolCall tool(String tool, Map<String, Object> arguments) {
        return new ToolCall(tool, "", arguments, ToolDeclaration.none());
    }

    private boolean sqlPasses(String statement) {
        try (Guard guard = unconfigured()) {
            return passes(guard, new SqlCall(statement, SqlDialect.MYSQL), WIRE);
        }
    }

    private static HttpCall request(String method, String url, Map<String, List<String>> headers, String body) {
        return new HttpCall(method, url, headers, Body.of(body));
    }

    private static HttpCall aws(String service, String target) {
        return request(
                "POST",
                "https://" + service + ".eu-central-1.amazonaws.com/",
                Map.of("X-Amz-Target", List.of(target), "Content-Type", List.of("application/x-amz-json-1.0")),
                "{\"QueueUrl\":\"https://sqs/1/q\",\"ReceiptHandle\":\"r\",\"TableName\":\"t\",\"Key\":{\"id\":{\"S\":\"a\"}}}");
    }

    private static HttpCall delete(String url) {
        return new HttpCall("DELETE", url, Map.of(), Body.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quoteFreight",
                "releaseReservation",
                "releaseLock",
                "transferToHuman",
                "transferCallToOperator",
                "chartData",
                "crm_log_call",
                "freezeCard",
                "gradeSubmission",
                "insuranceCoverage",
                "giftCardBalance",
                "inventoryLevels",
                "runDiagnostics",
                "transcribeMeeting",
                "plotHistogram"
            })
    void everydayToolsPass(String tool) {
        assertThat(toolPasses(tool, Map.of("id", "1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acceptQuoteAndPay",
                "quoteAndRefundOrder",
                "releaseFunds",
                "releaseEscrowHold",
                "transferToAccount",
                "transferFundsToHuman",
                "cancelFlight",
                "signContract",
                "submitTaxReturn",
                "transferBalance",
                "deleteCoverage",
                "callCustomer",
                "forwardMail",
                "forward_email"
            })
    void whatSoundsLikeThemIsHeld(String tool) {
        assertThat(toolPasses(tool, Map.of("id", "1"))).isFalse();
    }

    @Test
    void aFlagThatDropsWhatWasThereIsHeld() {
        assertThat(toolPasses("init_db", Map.of("conn", "c", "drop_existing", true)))
                .isFalse();
        assertThat(toolPasses("create_schema", Map.of("name", "c", "dropTables", true)))
                .isFalse();
        assertThat(toolPasses("init_db", Map.of("conn", "c", "drop_existing", false)))
                .isTrue();
        assertThat(toolPasses("load_csv", Map.of("path", "a.csv", "drop_duplicates", true)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"show tables", "SHOW FULL COLUMNS FROM orders", "describe orders", "desc sales.orders;"})
    void looksAtASchemaPass(String statement) {
        assertThat(toolPasses("runSql", Map.of("query", statement))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show tables; drop table orders",
                "describe orders; delete from orders",
                "show me how to delete all tables",
                "describe the plan and run it"
            })
    void whatGoesOnBehindThemIsHeld(String statement) {
        assertThat(toolPasses("runSql", Map.of("query", statement))).isFalse();
    }

    @Test
    void aNumberOfASequenceIsDrawn() {
        assertThat(sqlPasses("UPDATE BATCH_JOB_SEQ SET ID = LAST_INSERT_ID(ID + 1) LIMIT 1"))
                .isTrue();
        assertThat(sqlPasses("update seq set id=last_insert_id(id+50)")).isTrue();
        assertThat(sqlPasses("update accounts set balance = balance + 1")).isFalse();
        assertThat(sqlPasses("update seq set id = last_insert_id(id + 1), name = null"))
                .isFalse();
        assertThat(sqlPasses("update seq set id = last_insert_id(other + 1)")).isFalse();
        assertThat(sqlPasses("update seq set id = last_insert_id(id + 1); delete from seq"))
                .isFalse();
    }

    @Test
    void anApplicationTakesSingleThingsFromItsStores() {
        try (Guard guard = unconfigured()) {
            assertThat(passes(guard, aws("sqs", "AmazonSQS.DeleteMessage"), WIRE))
                    .isTrue();
            assertThat(passes(guard, aws("dynamodb", "DynamoDB_20120810.DeleteItem"), WIRE))
                    .isTrue();
            assertThat(passes(guard, delete("https://docs.s3.eu-central-1.amazonaws.com/a/b.pdf"), WIRE))
                    .isTrue();
        }
    }

    @Test
    void anApplicationTakesNoContainerAndNoVersionFromThem() {
        try (Guard guard = unconfigured()) {
            assertThat(passes(guard, aws("sqs", "AmazonSQS.PurgeQueue"), WIRE)).isFalse();
            assertThat(passes(guard, aws("sqs", "AmazonSQS.DeleteQueue"), WIRE)).isFalse();
            assertThat(passes(guard, aws("dynamodb", "DynamoDB_20120810.DeleteTable"), WIRE))
                    .isFalse();
            assertThat(passes(guard, delete("https://docs.s3.eu-central-1.amazonaws.com/"), WIRE))
                    .isFalse();
            assertThat(passes(guard, delete("https://docs.s3.eu-central-1.amazonaws.com/a.pdf?versionId=v1"), WIRE))
                    .isFalse();
            assertThat(passes(guard, delete("http://kafka.internal:8082/v3/clusters/c/topics/orders"), WIRE))
                    .isFalse();
        }
    }

    @Test
    void aToolTakesNothingFromThem() {
        CallContext inTool = new CallContext("s", Origin.WIRE_IN_TOOL);
        try (Guard guard = unconfigured()) {
            assertThat(passes(guard, aws("sqs", "AmazonSQS.DeleteMessage"), inTool))
                    .isFalse();
            assertThat(passes(guard, delete("https://docs.s3.eu-central-1.amazonaws.com/a/b.pdf"), inTool))
                    .isFalse();
        }
    }

    @Test
    void whatABuildOfTheSessionMadeItMayDelete() {
        try (Guard guard = unconfigured()) {
            assertThat(passes(guard, shell("rm -rf node_modules"), TOOL)).isFalse();
            assertThat(passes(guard, shell("npm ls"), TOOL)).isTrue();
            assertThat(passes(guard, shell("rm -rf node_modules"), TOOL))
                    .as("a look makes nothing")
                    .isFalse();
            assertThat(passes(guard, shell("npm ci"), TOOL)).isTrue();
            assertThat(passes(guard, shell("rm -rf node_modules dist"), TOOL)).isTrue();
            assertThat(passes(guard, shell("rm -rf src/node_modules"), TOOL)).isFalse();
            assertThat(passes(guard, shell("rm -rf node_modules/../src"), TOOL)).isFalse();
            assertThat(passes(guard, shell("npm run build"), new CallContext("other", Origin.TOOL)))
                    .isTrue();
            assertThat(passes(guard, shell("rm -rf .gradle"), TOOL)).isFalse();
        }
    }

    @Test
    void whatWasThereBeforeTheBuildIsNotItsOwn() {
        assertThat(Path.of("target")).isDirectory();
        try (Guard guard = unconfigured()) {
            assertThat(passes(guard, shell("mvn -q compile"), TOOL)).isTrue();
            assertThat(passes(guard, shell("rm -rf target"), TOOL)).isFalse();
        }
    }

    private static ProcessStart shell(String line) {
        return new ProcessStart(List.of("sh", "-c", line));
    }

    @Test
    void smallRefundsPassAtOtherProvidersToo() throws IOException {
        Path file = Files.writeString(directory.resolve("guard.yaml"), PERMIT);
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            assertThat(passes(guard, mollie("tr_1", "10.00"), TOOL)).isTrue();
            assertThat(passes(guard, mollie("tr_2", "50.01"), TOOL)).isFalse();
            Map<String, Object> small =
                    Map.of("paymentId", "p1", "amount", Map.of("value", "10.00", "currency", "EUR"));
            Map<String, Object> large =
                    Map.of("paymentId", "p2", "amount", Map.of("value", "99.00", "currency", "EUR"));
            Map<String, Object> two = Map.of("paymentId", "p3", "amount", Map.of("value", "1", "max", "99"));
            assertThat(passes(guard, tool("refundPayment", small), TOOL)).isTrue();
            assertThat(passes(guard, tool("refundPayment", large), TOOL)).isFalse();
            assertThat(passes(guard, tool("refundPayment", two), TOOL)).isFalse();
        }
    }

    private static HttpCall mollie(String payment, String amount) {
        return request(
                "POST",
                "https://api.mollie.com/v2/payments/" + payment + "/refunds",
                Map.of("Content-Type", List.of("application/json")),
                "{\"amount\":{\"currency\":\"EUR\",\"value\":\"" + amount + "\"}}");
    }
}
