package dev.agentguard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.agentguard.Guard;
import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.PlainJson;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.SqlDialect;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.UnreadableArgumentsException;
import dev.agentguard.effect.Effect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/**
 * Every reader on whatever there is: it never throws, always answers, within its bounds. A normal build runs the seeds
 * and what fuzzing has found; CONTRIBUTING says how to fuzz.
 */
@Tag("fuzz")
class ReadersFuzzTest {

    private static final Guard GUARD = Guard.builder().build();

    /** The seeds are requests as they look on the wire, the URL absolute. */
    @FuzzTest(maxDuration = "5m")
    void http(byte[] data) {
        int end = endOfHead(data);
        String[] head = new String(data, 0, end, StandardCharsets.UTF_8).split("\n", -1);
        String[] line = head[0].split(" ", 2);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon > 0) {
                headers.put(
                        head[i].substring(0, colon),
                        List.of(head[i].substring(colon + 1).strip()));
            }
        }
        byte[] body = Arrays.copyOfRange(data, Math.min(data.length, end + 2), data.length);
        read(new HttpCall(line[0], line.length > 1 ? line[1] : "", headers, Body.of(body)));
    }

    @FuzzTest(maxDuration = "5m")
    void graphQl(byte[] data) {
        Map<String, List<String>> headers = Map.of("Content-Type", List.of("application/graphql"));
        read(new HttpCall("POST", "https://api.example.com/graphql", headers, Body.of(data)));
    }

    /** The first line of a seed is the dialect. */
    @FuzzTest(maxDuration = "5m")
    void sql(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        int line = text.indexOf('\n');
        String name = line < 0 ? "" : text.substring(0, line);
        SqlDialect dialect = Arrays.stream(SqlDialect.values())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElse(SqlDialect.UNKNOWN);
        read(new SqlCall(text.substring(line + 1), dialect));
    }

    @FuzzTest(maxDuration = "5m")
    void shell(byte[] data) {
        read(new ProcessStart(List.of("sh", "-c", new String(data, StandardCharsets.UTF_8))));
    }

    /** The words of a command, a line each. */
    @FuzzTest(maxDuration = "5m")
    void process(byte[] data) {
        read(new ProcessStart(List.of(new String(data, StandardCharsets.UTF_8).split("\n", -1))));
    }

    /** The first line of a seed is the tool's name, the second its description, the rest its arguments. */
    @FuzzTest(maxDuration = "5m")
    @SuppressWarnings("unchecked") // the keys of a JSON object are strings
    void tool(byte[] data) {
        String[] parts = new String(data, StandardCharsets.UTF_8).split("\n", 3);
        Map<String, Object> arguments = Map.of();
        try {
            if (parts.length == 3 && PlainJson.read(parts[2]) instanceof Map<?, ?> object) {
                arguments = (Map<String, Object>) object;
            }
        } catch (UnreadableArgumentsException e) {
            arguments = Map.of("text", parts[2]);
        }
        read(new ToolCall(parts[0], parts.length > 1 ? parts[1] : "", arguments, ToolDeclaration.none()));
    }

    private static void read(Action action) {
        List<Effect> effects = Watched.run(() -> GUARD.effects(action));
        assertThat(effects).isNotEmpty().allSatisfy(effect -> {
            assertThat(effect.operation()).isNotEmpty();
            assertThat(effect.reason()).isNotEmpty();
            assertThat(effect.toString()).isNotEmpty();
        });
    }

    private static int endOfHead(byte[] data) {
        for (int i = 0; i + 1 < data.length; i++) {
            if (data[i] == '\n' && data[i + 1] == '\n') {
                return i;
            }
        }
        return data.length;
    }
}
