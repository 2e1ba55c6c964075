package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.approval.ApprovalRequest;
import dev.agentguard.approval.Approvals;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import dev.agentguard.decision.Reason;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.sql.SqlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow end to end, through the façade, with real readers, packs, approvals and record. */
class GuardTest {

    private static final String TOKEN = "rw_9f3kQ2mZ7xT1bV8nL4cD6sH0";
    private static final CallContext IN_TOOL = new CallContext("s", Origin.WIRE_IN_TOOL);
    private static final CallContext TOOL = new CallContext("s", Origin.TOOL);
    private static final CallContext WIRE = new CallContext("s", Origin.WIRE);

    @TempDir
    Path home;

    @Test
    void the_incident_is_held_with_nothing_configured() throws Exception {
        try (Guard guard = guard("version: 1")) {
            Verdict verdict = guard.check(volumeDelete("v1"), IN_TOOL);
            assertThat(verdict.proceeds()).isFalse();
            assertThat(verdict.decision()).isInstanceOf(Decision.Ask.class);
            assertThat(verdict.message())
                    .startsWith("held by Guard for a human, nothing was done: request `" + verdict.approvalId() + "`: ")
                    .contains("`railway:volumeDelete` on railway:volume `v1` is IRREVERSIBLE")
                    .contains("[reversibility.irreversible, body.query 1:12")
                    .doesNotContain(TOKEN);
        }
    }

    @Test
    void an_approval_lets_exactly_this_pass_once() throws Exception {
        try (Guard guard = guard("version: 1")) {
            Verdict held = guard.check(volumeDelete("v1"), IN_TOOL);
            assertThat(guard.check(volumeDelete("v1"), IN_TOOL).approvalId()).isEqualTo(held.approvalId());
            approve(held);
            assertThat(guard.check(volumeDelete("v2"), IN_TOOL).proceeds()).isFalse();
            Verdict passed = guard.check(volumeDelete("v1"), IN_TOOL);
            assertThat(passed.proceeds()).isTrue();
            assertThat(passed.approvalId()).isEqualTo(held.approvalId());
            guard.completed(passed, Outcome.SUCCEEDED);
            Verdict again = guard.check(volumeDelete("v1"), IN_TOOL);
            assertThat(again.proceeds()).isFalse();
            assertThat(again.approvalId()).isNotEqualTo(held.approvalId());
        }
        assertThat(record()).contains("SUCCEEDED").doesNotContain(TOKEN);
    }

    @Test
    void an_approval_does_not_outlive_its_policy() throws Exception {
        try (Guard guard = guard("version: 1")) {
            approve(guard.check(volumeDelete("v1"), IN_TOOL));
        }
        try (Guard guard = guard("version: 1\nmode: enforce")) {
            assertThat(guard.check(volumeDelete("v1"), IN_TOOL).proceeds()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query { volumeDelete: project(id: \\\"v1\\\") { id } }",
                "# volumeDelete(volumeId: 1)\\nquery { me { id } }",
                "query { project(id: \\\"mutation { volumeDelete }\\\") { id } }",
            })
    void what_only_reads_passes_and_is_not_recorded(String document) throws Exception {
        try (Guard guard = guard("version: 1")) {
            Verdict verdict = guard.check(graphQl(document), IN_TOOL);
            assertThat(verdict.proceeds()).as(verdict.message()).isTrue();
            guard.completed(verdict, Outcome.SUCCEEDED);
        }
        assertThat(record()).doesNotContain("DECISION");
    }

    @Test
    void a_found_token_writes_nothing() throws Exception {
        HttpCall harmless = graphQl("mutation { projectUpdate(id: \\\"p\\\", input: {name: \\\"n\\\"}) { id } }");
        try (Guard guard = guard("version: 1")) {
            assertThat(guard.check(harmless, IN_TOOL).proceeds()).isTrue();
            guard.toolResult(TOOL, "readFile", "# domains\nRAILWAY_TOKEN=" + TOKEN + "\n");
            Verdict verdict = guard.check(harmless, IN_TOOL);
            assertThat(rules(verdict)).startsWith("credentials.found");
            assertThat(verdict.message())
                    .contains("first seen in the result of `readFile`")
                    .doesNotContain(TOKEN);
            assertThat(verdict.decision()).isInstanceOf(Decision.Deny.class);
        }
        try (Guard guard = guard("version: 1\ncredentials: [{name: domains, purpose: custom domains, fingerprint: \""
                + fingerprint() + "\", operations: [\"railway:customDomain*\"]}]")) {
            guard.toolResult(TOOL, "readFile", TOKEN);
            assertThat(rules(guard.check(harmless, IN_TOOL))).startsWith("credentials.purpose");
        }
        assertThat(everythingWritten()).doesNotContain(TOKEN);
    }

    @Test
    void a_second_credential_does_not_hide_the_first() throws Exception {
        String query = "mutation { projectUpdate(id: \\\"p\\\", input: {name: \\\"n\\\"}) { id } }";
        HttpCall alone = graphQl(query);
        HttpCall beside = new HttpCall(
                alone.method(),
                alone.url(),
                Map.of("Authorization", List.of("Bearer " + TOKEN), "X-Api-Key", List.of("unheard_of_4711_token")),
                alone.body());
        try (Guard guard = guard("version: 1\ncredentials: [{name: domains, purpose: custom domains, fingerprint: \""
                + fingerprint() + "\", operations: [\"railway:customDomain*\"]}]")) {
            assertThat(rules(guard.check(alone, IN_TOOL))).startsWith("credentials.purpose");
            assertThat(rules(guard.check(beside, IN_TOOL))).startsWith("credentials.purpose");
            assertThat(guard.check(
                                    new HttpCall(
                                            alone.method(),
                                            alone.url(),
                                            Map.of("X-Api-Key", List.of("unheard_of_4711_token")),
                                            alone.body()),
                                    IN_TOOL)
                            .proceeds())
                    .isTrue();
        }
    }

    @Test
    void a_rule_of_the_file_denies() throws Exception {
        try (Guard guard = guard("version: 1\nrules: [{id: no-volumes, verdict: deny, reason: never volumes,"
                + " match: {operation: \"railway:volume*\"}}]")) {
            assertThat(rules(guard.check(volumeDelete("v1"), IN_TOOL))).startsWith("no-volumes");
        }
    }

    @Test
    void prose_rules_beside_the_file_are_enforced() throws Exception {
        Files.writeString(
                home.resolve("AGENTS.md"),
                "# Rules\n\nNEVER run destructive/irreversible commands unless the user explicitly requests them.\n");
        try (Guard guard = guard("version: 1\nchecks: {reversibility: off}")) {
            Verdict verdict = guard.check(volumeDelete("v1"), IN_TOOL);
            assertThat(verdict.proceeds()).isFalse();
            assertThat(verdict.message()).contains("AGENTS.md:3");
            assertThat(guard.summary()).anyMatch(line -> line.contains("1 rule"));
        }
    }

    @Test
    void scope_is_proven_by_declaration_or_refused() throws Exception {
        String yaml = "version: 1\nagent: {environments: [staging]}\nenvironments:\n"
                + "  staging: {resources: {\"railway:volume\": [v1, shared]}}\n"
                + "  production: {protected: true, resources: {\"railway:volume\": [shared]}}\n";
        try (Guard guard = guard(yaml)) {
            assertThat(rules(guard.check(volumeDelete("shared"), IN_TOOL))).startsWith("scope.other-environment");
            assertThat(rules(guard.check(volumeDelete("nobody-knows"), IN_TOOL)))
                    .startsWith("scope.unknown");
            assertThat(guard.check(volumeDelete("v1"), IN_TOOL).decision()).isInstanceOf(Decision.Ask.class);
        }
    }

    @Test
    void monitor_decides_and_records_and_stops_nothing() throws Exception {
        try (Guard guard = guard("version: 1\nmode: monitor")) {
            Verdict verdict = guard.check(volumeDelete("v1"), IN_TOOL);
            assertThat(verdict.proceeds()).isTrue();
            assertThat(verdict.decision()).isInstanceOf(Decision.Ask.class);
            guard.completed(verdict, Outcome.FAILED);
        }
        assertThat(record()).contains("railway:volumeDelete").contains("FAILED");
        assertThat(approvals().pending()).isEmpty();
    }

    @Test
    void an_approved_tool_call_covers_what_it_sends_once_and_nothing_else() throws Exception {
        try (Guard guard = guard("version: 1")) {
            ToolCall call = httpTool("v1");
            Verdict held = guard.check(call, TOOL);
            assertThat(held.proceeds()).isFalse();
            approve(held);
            assertThat(guard.check(httpTool("v2"), TOOL).proceeds()).isFalse();
            Verdict passed = guard.check(call, TOOL);
            assertThat(passed.proceeds()).isTrue();
            assertThat(guard.check(volumeDelete("v2"), IN_TOOL).proceeds()).isFalse();
            Verdict sent = guard.check(volumeDelete("v1"), WIRE);
            assertThat(sent.proceeds()).isTrue();
            assertThat(sent.approvalId()).isEqualTo(held.approvalId());
            assertThat(guard.check(volumeDelete("v1"), IN_TOOL).proceeds()).isFalse();
            guard.completed(passed, Outcome.SUCCEEDED);
        }
    }

    @Test
    void a_ticket_closes_when_its_tool_returns() throws Exception {
        try (Guard guard = guard("version: 1")) {
            approve(guard.check(httpTool("v1"), TOOL));
            guard.completed(guard.check(httpTool("v1"), TOOL), Outcome.SUCCEEDED);
            assertThat(guard.check(volumeDelete("v1"), IN_TOOL).proceeds()).isFalse();
        }
    }

    @Test
    void what_no_reader_reads_is_unknown_and_held() throws Exception {
        try (Guard guard = guard("version: 1")) {
            for (Action action :
                    List.of(new SqlCall("FROBNICATE guests"), new ProcessStart(List.of("frobnicate", "it")))) {
                Verdict verdict = guard.check(action, TOOL);
                assertThat(verdict.proceeds()).isFalse();
                assertThat(rules(verdict)).startsWith("reversibility.unknown");
            }
        }
    }

    @Test
    void run_runs_what_may_run_and_nothing_else() throws Exception {
        List<String> ran = new ArrayList<>();
        try (Guard guard = guard("version: 1")) {
            assertThatThrownBy(() -> guard.run(volumeDelete("v1"), IN_TOOL, () -> ran.add("delete")))
                    .isInstanceOf(ActionDeniedException.class)
                    .hasMessageStartingWith("held by Guard for a human");
            guard.run(graphQl("query { me { id } }"), IN_TOOL, () -> ran.add("read"));
            approve(guard.check(volumeDelete("v3"), IN_TOOL));
            assertThatThrownBy(() -> guard.run(volumeDelete("v3"), IN_TOOL, () -> {
                        throw new IOException("connection refused");
                    }))
                    .isInstanceOf(IOException.class);
        }
        assertThat(ran).containsExactly("read");
        assertThat(record()).contains("\"outcome\":\"UNKNOWN\"");
    }

    @Test
    void explain_runs_records_and_asks_nothing() throws Exception {
        try (Guard guard = guard("version: 1")) {
            Explanation explanation = guard.explain(volumeDelete("v1"), IN_TOOL);
            assertThat(String.join("\n", explanation.lines()))
                    .contains("railway:volumeDelete on railway:volume v1: IRREVERSIBLE")
                    .contains("decision ASK")
                    .contains("reversibility.irreversible")
                    .doesNotContain(TOKEN);
            assertThat(explanation.json()).contains("\"verdict\":\"ASK\"").doesNotContain(TOKEN);
            HttpCall inUrl =
                    new HttpCall("DELETE", "https://user:" + TOKEN + "@h/p?key=" + TOKEN, Map.of(), Body.empty());
            assertThat(String.join("\n", guard.explain(inUrl, IN_TOOL).lines()))
                    .contains("DELETE https://h/p?…")
                    .doesNotContain(TOKEN);
        }
        assertThat(approvals().pending()).isEmpty();
        assertThat(record()).doesNotContain("railway:volumeDelete");
    }

    @Test
    void without_a_record_nothing_but_reads_runs() throws Exception {
        Files.writeString(home.resolve("store-is-a-file"), "");
        Path config = Files.writeString(home.resolve("guard.yaml"), "version: 1");
        GuardConfig loaded = GuardConfig.load(config, true);
        Path store = home.resolve(".guard");
        try (Guard guard = Guard.builder().config(loaded).build()) {
            approveAfterBreaking(guard, store);
        }
    }

    private void approveAfterBreaking(Guard guard, Path store) throws Exception {
        HttpCall write = graphQl("mutation { projectUpdate(id: \\\"p\\\", input: {name: \\\"n\\\"}) { id } }");
        assertThat(guard.check(write, IN_TOOL).proceeds()).isTrue();
        guard.close();
        assertThat(guard.check(write, IN_TOOL).proceeds()).isFalse();
        assertThat(guard.check(graphQl("query { me { id } }"), IN_TOOL).proceeds())
                .isTrue();
        assertThat(store).isDirectory();
    }

    @Test
    void when_guard_itself_fails_safe_methods_go_on_and_the_rest_is_held() {
        SqlReader sql = new SqlReader(Limits.DEFAULT);
        Failures failures = new Failures(action -> sql.read((SqlCall) action));
        RuntimeException broken = new IllegalStateException(TOKEN);
        Map<String, List<String>> none = Map.of();
        assertThat(failures.verdict(new HttpCall("GET", "https://x/", none, Body.empty()), broken)
                        .proceeds())
                .isTrue();
        Verdict held = failures.verdict(new HttpCall("POST", "https://x/", none, Body.empty()), broken);
        assertThat(held.proceeds()).isFalse();
        assertThat(held.message())
                .contains("Guard itself failed (IllegalStateException)")
                .doesNotContain(TOKEN);
        assertThat(failures.verdict(new SqlCall("SELECT 1"), broken).proceeds()).isTrue();
        assertThat(failures.verdict(new SqlCall("DELETE FROM t"), broken).proceeds())
                .isFalse();
        assertThat(failures.verdict(new ProcessStart(List.of("ls")), broken).proceeds())
                .isFalse();
        Failures withoutReader = new Failures(action -> {
            throw broken;
        });
        assertThat(withoutReader.verdict(new SqlCall("SELECT 1"), broken).proceeds())
                .isFalse();
    }

    private Guard guard(String yaml) throws IOException {
        Path file = Files.writeString(home.resolve("guard.yaml"), yaml);
        return Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    private Approvals approvals() {
        return new Approvals(home.resolve(".guard"), Clock.systemUTC(), Duration.ofMinutes(15));
    }

    private void approve(Verdict held) throws Exception {
        ApprovalRequest request = approvals().find(String.valueOf(held.approvalId()));
        assertThat(request).isNotNull();
        assertThat(approvals().approve(request, request.confirm(), "a human").accepted())
                .isTrue();
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.decision().reasons().stream().map(Reason::rule).toList();
    }

    private static HttpCall volumeDelete(String id) {
        return graphQl("mutation { volumeDelete(volumeId: \\\"" + id + "\\\") }");
    }

    private static HttpCall graphQl(String document) {
        return new HttpCall(
                "POST",
                "https://backboard.railway.app/graphql/v2",
                Map.of("Authorization", List.of("Bearer " + TOKEN)),
                Body.of("{\"query\":\"" + document + "\"}"));
    }

    private static ToolCall httpTool(String id) {
        return new ToolCall(
                "httpRequest",
                "Sends a request",
                Map.of(
                        "method",
                        "POST",
                        "url",
                        "https://backboard.railway.app/graphql/v2",
                        "headers",
                        "Authorization: Bearer " + TOKEN,
                        "body",
                        "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + id + "\\\") }\"}"),
                new ToolDeclaration(
                        null,
                        "",
                        false,
                        List.of(
                                new Parameter("method", Role.HTTP_METHOD, ""),
                                new Parameter("url", Role.HTTP_URL, ""),
                                new Parameter("headers", Role.HTTP_HEADERS, ""),
                                new Parameter("body", Role.HTTP_BODY, ""))));
    }

    private static String fingerprint() throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256")
                .digest(TOKEN.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return "sha256:" + java.util.HexFormat.of().formatHex(digest);
    }

    private String record() throws IOException {
        return written(".jsonl");
    }

    private String everythingWritten() throws IOException {
        return written("");
    }

    private String written(String ending) throws IOException {
        StringBuilder text = new StringBuilder();
        if (!Files.isDirectory(home.resolve(".guard"))) {
            return "";
        }
        try (var files = Files.walk(home.resolve(".guard"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.toString().endsWith(ending))
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
