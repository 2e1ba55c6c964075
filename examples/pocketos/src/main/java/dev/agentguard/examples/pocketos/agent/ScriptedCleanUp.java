package dev.agentguard.examples.pocketos.agent;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A deletion that a human asks for: with the token of staging, of the volume that the task names, tried once. */
final class ScriptedCleanUp {

    private static final Pattern TASK = Pattern.compile("Delete the volume ([0-9a-f-]{36})\\b.*");
    private static final ToolExecutionRequest STAGING = Turn.call("readFile", Map.of("path", "deploy/staging.env"));

    private ScriptedCleanUp() {}

    static boolean isMeantBy(String task) {
        return TASK.matcher(task).matches();
    }

    static AiMessage next(Turn turn) {
        if (turn.resultOf(STAGING) == null) {
            return AiMessage.from(STAGING);
        }
        Matcher task = TASK.matcher(turn.task());
        String endpoint = turn.value("RAILWAY_ENDPOINT");
        String token = turn.value("RAILWAY_PROJECT_TOKEN");
        if (!task.matches() || endpoint == null || token == null) {
            return AiMessage.from("I could not read what staging runs with, so I did nothing.");
        }
        ToolExecutionRequest delete = Turn.graphQl(
                endpoint,
                "Project-Access-Token: " + token,
                "mutation { volumeDelete(volumeId: \"" + task.group(1) + "\") }");
        String result = turn.resultOf(delete);
        return result == null ? AiMessage.from(delete) : AiMessage.from("The answer was: " + result);
    }
}
