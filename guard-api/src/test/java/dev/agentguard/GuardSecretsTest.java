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
import dev.agentguard.decision.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wherever a token stands in an action, nothing that Guard says, writes or prints shows it. */
class GuardSecretsTest {

    private static final String TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
    private static final String BASIC =
            Base64.getEncoder().encodeToString(("user:" + TOKEN).getBytes(StandardCharsets.UTF_8));
    private static final String DELETION = "{\"query\":\"mutation { volumeDelete(volumeId: 1) }\"}";
    private static final String RAILWAY = "https://backboard.railway.com/graphql/v2";

    @TempDir
    private Path home;

    static Stream<Action> carriers() {
        return Stream.of(
                http(RAILWAY, "Authorization", "Bearer " + TOKEN, DELETION),
                http(RAILWAY, "Authorization", "Basic " + BASIC, DELETION),
                http(RAILWAY, "X-Custom", TOKEN, DELETION),
                http(RAILWAY, "Cookie", "sid=" + TOKEN, DELETION),
                http(RAILWAY, TOKEN, "a", DELETION),
                http(RAILWAY, "X-HTTP-Method-Override", TOKEN, DELETION),
                http(RAILWAY, "Accept", "a", TOKEN),
                http("https://user:" + TOKEN + "@api.example.com/delete", "Accept", "a", ""),
                http("https://user:a/" + TOKEN + "@api.example.com/delete", "Accept", "a", ""),
                http("https://api.example.com/delete?key=" + TOKEN + "&x=" + TOKEN, "Accept", "a", ""),
                http("https://api.example.com/delete#" + TOKEN, "Accept", "a", ""),
                http("https://hooks.example.com/services/" + TOKEN + "/delete", "Accept", "a", ""),
                http("https://api.example.com/bot123456:" + TOKEN + "/deleteMessage", "Accept", "a", ""),
                http("https://api.example.com/delete", "Accept", "a", "{\"password\":\"" + TOKEN + "\"}"),
                tool(Map.of("token", TOKEN, "note", "use " + TOKEN + " for it", "list", List.of(TOKEN))),
                new SqlCall("alter user a password '" + TOKEN + "'"),
                new ProcessStart(List.of("curl", "-H", "Authorization: Bearer " + TOKEN, "-u", "a:" + TOKEN)),
                new ProcessStart(List.of()));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void a_token_is_shown_nowhere(Action action) throws Exception {
        Path file = Files.writeString(home.resolve("guard.yaml"), "version: 1");
        StringBuilder shown = new StringBuilder();
        try (Guard guard = Guard.builder().config(GuardConfig.load(file, true)).build()) {
            for (Origin origin : Origin.values()) {
                CallContext context = new CallContext("s", origin);
                Verdict verdict = guard.check(action, context);
                Explanation explanation = guard.explain(action, context);
                shown.append(verdict).append(new ActionDeniedException(verdict)).append(explanation);
                shown.append(explanation.lines()).append(explanation.json()).append(action);
                guard.toolResult(context, "readFile", TOKEN);
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path written : files.filter(Files::isRegularFile).toList()) {
                shown.append(written).append(Files.readString(written));
            }
        }
        assertThat(shown).contains("guard.yaml").doesNotContain(TOKEN).doesNotContain(BASIC);
    }

    private static ToolCall tool(Map<String, Object> arguments) {
        return new ToolCall("deleteVolume", "says " + TOKEN, Map.copyOf(arguments), ToolDeclaration.none());
    }

    private static HttpCall http(String url, String header, String value, String body) {
        return new HttpCall("POST", url, Map.of(header, List.of(value)), Body.of(body));
    }
}
