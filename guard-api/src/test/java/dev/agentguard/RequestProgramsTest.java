package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Place;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that a request gives a service to run: they do there what they would do here. */
class RequestProgramsTest {

    private static final String SANDBOX =
            "{\"query\":\"mutation($c: String!) { sandboxExec(command: $c, environmentId: \\\"e1\\\", id: \\\"s1\\\")"
                    + " { exitCode } }\",\"variables\":{\"c\":\"%s\"}}";
    private static final String EXEC = "https://k8s.example:6443/api/v1/namespaces/shop/pods/web-0/exec?";

    private final ActionReader reader = new ActionReader(Packs.shipped());

    private List<Effect> post(String url, String body, Map<String, List<String>> headers) {
        return reader.effects(new HttpCall("POST", url, headers, Body.of(body)));
    }

    private List<Effect> json(String url, String body) {
        return post(url, body, Map.of("Content-Type", List.of("application/json")));
    }

    private static Reversibility worst(List<Effect> effects) {
        return effects.stream().map(Effect::reversibility).reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    @ParameterizedTest
    @CsvSource({
        "ls -l /data, READ_ONLY",
        "rm -rf /data, IRREVERSIBLE",
        "r''m -rf /data, IRREVERSIBLE",
        "psql -c 'drop table a', IRREVERSIBLE",
        "$X, UNKNOWN"
    })
    void commandLineForASandbox_isRead(String command, Reversibility expected) {
        List<Effect> effects = json("https://backboard.railway.com/graphql/v2", SANDBOX.formatted(command));

        assertThat(worst(effects)).isEqualTo(expected);
    }

    @Test
    void whatAProgramDoesElsewhere_isNotOfThisMachine() {
        Effect effect = json("https://backboard.railway.com/graphql/v2", SANDBOX.formatted("rm /data/f"))
                .get(0);

        assertThat(effect.operation()).isEqualTo("local:rm");
        assertThat(effect.host()).isEqualTo("backboard.railway.com");
        assertThat(effect.environment()).isEqualTo("e1");
        assertThat(effect.evidence().where()).startsWith("body.query");
        assertThat(effect.program()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "command=ls&command=-l, READ_ONLY",
        "command=rm&command=-rf&command=/data, IRREVERSIBLE",
        "command=sh&command=-c&command=rm+-rf+/data, IRREVERSIBLE",
        "command=%72m&command=/data, IRREVERSIBLE",
        "command=sh&stdin=true&tty=true, UNKNOWN",
        "container=web, UNKNOWN"
    })
    void wordsForAPod_areRead(String query, Reversibility expected) {
        List<Effect> effects = post(EXEC + query, "", Map.of());

        assertThat(worst(effects)).isEqualTo(expected);
        assertThat(effects)
                .allSatisfy(effect -> assertThat(effect.places()).contains(new Place("kubernetes:namespace", "shop")));
    }

    @Test
    void oneOfWhichNotAllIsText_isUnknown() {
        String url = "https://api.machines.dev/v1/apps/a/machines/m/exec";

        assertThat(worst(json(url, "{\"command\":[\"ls\"]}"))).isEqualTo(Reversibility.READ_ONLY);
        assertThat(worst(json(url, "{\"command\":[\"ls\",1]}"))).isEqualTo(Reversibility.UNKNOWN);
        assertThat(worst(json(url, "{\"command\":[\"ls\"],\"cmd\":\"rm -rf /\"}")))
                .isEqualTo(Reversibility.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS-RunShellScript, df -h, READ_ONLY",
        "AWS-RunShellScript, rm -rf /srv, IRREVERSIBLE",
        "AWS-RunPowerShellScript, df -h, UNKNOWN",
        "my-own-document, df -h, UNKNOWN"
    })
    void linesForMachines_areReadIfTheDocumentIsKnown(String document, String line, Reversibility expected) {
        String body = "{\"DocumentName\":\"" + document
                + "\",\"InstanceIds\":[\"i-1\"],\"Parameters\":{\"commands\":[\"" + "cd /srv\",\"" + line + "\"]}}";

        List<Effect> effects = post(
                "https://ssm.eu-west-1.amazonaws.com/",
                body,
                Map.of(
                        "X-Amz-Target", List.of("AmazonSSM.SendCommand"),
                        "Content-Type", List.of("application/x-amz-json-1.1")));

        assertThat(worst(effects)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Statement, '\"SELECT * FROM t\"', READ_ONLY",
        "Statement, '\"DELETE FROM t WHERE id = 1\"', IRREVERSIBLE",
        "Statements, '[{\"Statement\":\"SELECT * FROM t\"},{\"Statement\":\"DELETE FROM t WHERE id=1\"}]', IRREVERSIBLE",
        "Statements, '[{\"Statement\":\"SELECT * FROM t\"},{}]', UNKNOWN"
    })
    void statementsOfAService_areRead(String name, String value, Reversibility expected) {
        String operation = name.equals("Statement") ? "ExecuteStatement" : "BatchExecuteStatement";

        List<Effect> effects = post(
                "https://dynamodb.eu-west-1.amazonaws.com/",
                "{\"" + name + "\":" + value + "}",
                Map.of(
                        "X-Amz-Target", List.of("DynamoDB_20120810." + operation),
                        "Content-Type", List.of("application/x-amz-json-1.0")));

        assertThat(worst(effects)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "aws athena start-query-execution --query-string 'select 1', READ_ONLY",
        "aws athena start-query-execution --query-string 'drop table a', IRREVERSIBLE",
        "aws ecs execute-command --cluster c --task t --interactive --command 'rm -rf /data', IRREVERSIBLE",
        "aws ecs execute-command --cluster c --task t --interactive --command /bin/sh, UNKNOWN"
    })
    void programsThatACommandLineHandsOn_areRead(String line, Reversibility expected) {
        assertThat(worst(reader.effects(new ProcessStart(List.of("sh", "-c", line)))))
                .isEqualTo(expected);
    }

    @Test
    void aPathThatOnlyLooksLikeAnExec_staysUnknown() {
        List<Effect> effects =
                json("https://docker.example:2376/containers/c1/exec", "{\"Cmd\":[\"ls\"],\"AttachStdout\":true}");

        assertThat(worst(effects)).isEqualTo(Reversibility.UNKNOWN);
    }
}
