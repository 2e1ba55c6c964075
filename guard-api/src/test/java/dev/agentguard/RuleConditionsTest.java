package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions of {@code guard.yaml} over whole actions. */
class RuleConditionsTest {

    @TempDir
    Path work;

    private String judge(String rule, Action action) throws IOException {
        Path file = Files.writeString(
                work.resolve("guard.yaml"), "version: 1\nrules:\n  - {id: mine, verdict: deny, " + rule + "}\n");
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            Decision decision = guard.explain(action, new CallContext("s", Origin.WIRE_IN_TOOL))
                    .decision();
            boolean mine =
                    decision.reasons().stream().anyMatch(reason -> reason.rule().equals("mine"));
            return mine ? decision.getClass().getSimpleName() : "silent";
        }
    }

    private static Action line(String command) {
        return new ProcessStart(List.of("sh", "-c", command));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        git push             | git push                                     | Deny
        git push             | git -C work --no-pager push origin main      | Deny
        git push             | cd x && sudo env A=b git push                | Deny
        git push             | echo "$(git push)"                           | Deny
        git push             | GIT PUSH                                     | Deny
        git push             | git commit -m push                           | silent
        git push             | git log --grep push                          | silent
        git push             | echo git push                                | silent
        git push             | git $what                                    | Ask
        git push --force     | git push origin main                         | silent
        git push --force     | git push origin --force                      | Deny
        git push --force     | git push $options                            | Ask
        git push -f          | git push -uf origin                          | Deny
        terraform destroy*   | terraform -chdir=infra destroy               | Deny
        kubectl delete       | kubectl --context prod delete pod x          | Deny
        kubectl delete       | kubectl get pods                             | silent
        """)
    void commands(String command, String line, String expected) throws IOException {
        assertThat(judge("match: {command: \"" + command + "\"}", line(line))).isEqualTo(expected);
        if (expected.equals("Deny")) {
            assertThat(judge("match: {command: [ls, \"" + command + "\"]}", line(line)))
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        src/generated/*  | echo x > src/generated/a.java         | Deny
        src/generated/*  | echo x > ./src/main/../generated/a    | Deny
        src/generated/*  | echo x > /work/src/generated/a        | Deny
        src/generated/*  | rm -rf src                            | Deny
        src/generated/*  | rm src/main/a.java                    | silent
        src/generated/*  | cat src/generated/a.java              | silent
        *.env            | rm config/prod.env                    | Deny
        .env             | rm .ENV                               | Deny
        /etc/*           | rm /etc/hosts                         | Deny
        /etc/*           | rm -rf /                              | Deny
        .env             | rm $file                              | Ask
        """)
    void files(String path, String line, String expected) throws IOException {
        assertThat(judge("match: {path: \"" + path + "\"}", line(line))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "api.example.com, https://api.example.com/x, Deny",
        "'*.example.com', https://api.example.com:8443/x, Deny",
        "api.example.com:8443, https://api.example.com/x, silent",
        "'*.example.com', https://example.org/x, silent"
    })
    void hosts(String host, String url, String expected) throws IOException {
        HttpCall call = new HttpCall("DELETE", url, Map.of(), Body.empty());
        assertThat(judge("match: {host: \"" + host + "\"}", call)).isEqualTo(expected);
    }

    @Test
    void what_is_above() throws IOException {
        String rule = "match: {above: {amount: 50 EUR, rows: 1000}}";
        assertThat(judge(rule, refund("amount=5001&currency=eur"))).isEqualTo("Deny");
        assertThat(judge(rule, refund("amount=5000&currency=eur"))).isEqualTo("silent");
        assertThat(judge(rule, refund("amount=100&currency=usd"))).isEqualTo("Ask");
        assertThat(judge(rule, refund("charge=ch_1"))).isEqualTo("Ask");
        assertThat(judge(rule, new SqlCall("delete from orders where id > 7"))).isEqualTo("Ask");
        assertThat(judge(rule, new SqlCall("select * from orders"))).isEqualTo("silent");
        assertThat(judge(rule, line("rm -rf target"))).isEqualTo("silent");
    }

    private static HttpCall refund(String form) {
        return new HttpCall(
                "POST",
                "https://api.stripe.com/v1/refunds",
                Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
                Body.of(form));
    }

    @Test
    void a_tool_with_a_condition() throws IOException {
        ToolCall call = new ToolCall("deploy", "", Map.of("target", "prod", "force", true), ToolDeclaration.none());
        String forced = "match: {tool: deploy}, when: \"action.arguments.force == true\"";
        assertThat(judge(forced, call)).isEqualTo("Deny");
        assertThat(judge(forced.replace("deploy", "other"), call)).isEqualTo("silent");
        assertThat(judge(forced.replace("true", "false"), call)).isEqualTo("silent");
        assertThat(judge(forced.replace("force", "missing"), call)).isEqualTo("Ask");
        assertThat(judge("match: {tool: \"DEP*\"}", call)).isEqualTo("Deny");
    }

    @Test
    void a_condition_over_a_command_line() throws IOException {
        String rule = "when: \"action.commands.exists(c, c.program == 'npm' && 'publish' in c.arguments)\"";
        assertThat(judge(rule, line("cd pkg && npm publish --tag next"))).isEqualTo("Deny");
        assertThat(judge(rule, line("npm test"))).isEqualTo("silent");
    }
}
