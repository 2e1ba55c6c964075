package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Action;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.action.ProcessStart;
import dev.agentguard.action.SqlCall;
import dev.agentguard.action.ToolCall;
import dev.agentguard.action.ToolDeclaration;
import dev.agentguard.action.ToolDeclaration.Parameter;
import dev.agentguard.action.ToolDeclaration.Role;
import dev.agentguard.config.GuardConfig;
import dev.agentguard.decision.Decision;
import dev.agentguard.decision.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions made of what parsers stumble over, put to the whole flow; and each with a deletion added. */
class GuardFuzzTest {

    private static final long SEED = Long.getLong("guard.fuzz.seed", 20261121L);
    private static final int ROUNDS = Integer.getInteger("guard.fuzz.rounds", 1_500);
    private static final String RAILWAY = "https://backboard.railway.com/graphql/v2";
    private static final String[] PIECES = {
        "mutation",
        "query",
        "{",
        "}",
        "(",
        ")",
        "volumeDelete",
        "volumeId",
        "\"v1\"",
        ":",
        "$x",
        "...F",
        "fragment F on M",
        "@skip(if:true)",
        "#",
        "\n",
        "\0",
        "\"\"\"",
        "[",
        "]",
        "\\u0000",
        "\ud800",
        "\u202e",
        "delete",
        "https://",
        "backboard.railway.com",
        "/graphql/v2",
        "?query=",
        "&",
        "%",
        "%zz",
        "%00",
        ";",
        "..",
        "//",
        "@",
        "[::1]",
        ":443",
        ".",
        "DELETED",
        "state",
        "null",
        "1e999",
        "-0",
        "123456789012345678901234567890",
        "\"query\":",
        "\"variables\":",
        "\ufeff",
        " ",
        "\u00e9",
        "\ud83d\ude00",
        "x".repeat(300),
        "{\"a\":".repeat(70)
    };
    private static final String[] HEADERS = {
        "Authorization",
        "Host",
        "Content-Type",
        "Content-Encoding",
        "X-HTTP-Method-Override",
        "Upgrade",
        "SOAPAction",
        ""
    };
    private static final String[] VALUES = {
        "gzip", "deflate", "application/json", "multipart/mixed", "Basic eA==", "application/graphql", "websocket"
    };
    private static final String[] ARGUMENTS = {"method", "url", "headers", "body", "id", "document", "variables", "sql"
    };

    private final Random random = new Random(SEED);

    @TempDir
    private Path home;

    private Guard guard;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.writeString(
                home.resolve("guard.yaml"),
                "version: 1\nagent: {environments: [s]}\nenvironments: {s: {hosts: [a.example.com]}, p: {protected: true}}");
        guard = Guard.builder().config(GuardConfig.load(file, true)).build();
    }

    @AfterEach
    void stop() {
        guard.close();
    }

    @Test
    void every_action_is_explained_and_whatever_is_held_says_why() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            Action action = action();
            CallContext context = new CallContext("s", Origin.values()[random.nextInt(3)]);
            Explanation explanation = guard.explain(action, context); // nothing catches what this throws
            assertThat(explanation.lines()).as("round %d of seed %d", i, SEED).isNotEmpty();
            assertThat(explanation.json()).isNotEmpty();
            if (i % 10 == 0) {
                Verdict verdict = guard.check(action, context);
                assertThat(verdict.proceeds() ? verdict.decision() : verdict.message())
                        .as("round %d of seed %d", i, SEED)
                        .isNotNull()
                        .isNotEqualTo("");
                assertThat(verdict.message()).doesNotContain("Guard itself failed");
            }
        }
    }

    @Test
    void a_deletion_is_held_whatever_stands_around_it() {
        for (int i = 0; i < ROUNDS; i++) {
            String body = "{\"query\":\"mutation { volumeDelete(volumeId: 1) }\"," + "\"operationName\":" + (i % 2 == 0)
                    + ",\"note" + i + "\":" + random.nextInt() + "}";
            HttpCall call = new HttpCall("POST", RAILWAY, headers(), Body.of(body));
            Decision decision = guard.explain(call, new CallContext("s", Origin.WIRE_IN_TOOL))
                    .decision();
            assertThat(decision).as("round %d of seed %d", i, SEED).isNotInstanceOf(Decision.Allow.class);
        }
    }

    private Action action() {
        return switch (random.nextInt(10)) {
            case 0 -> new SqlCall(text(10));
            case 1 -> new ProcessStart(List.of(text(3), text(3)).subList(0, random.nextInt(3)));
            case 2, 3, 4 -> tool();
            default ->
                new HttpCall(
                        random.nextInt(5) == 0
                                ? text(1)
                                : List.of("GET", "POST", "DELETE").get(random.nextInt(3)),
                        random.nextBoolean() ? RAILWAY + "?query=" + text(8) : text(8),
                        headers(),
                        Body.of(bytes()));
        };
    }

    private byte[] bytes() {
        byte[] bytes = text(20).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5 && bytes.length > 0 && random.nextInt(4) == 0; i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            if (random.nextInt(4) == 0) {
                headers.put(name, List.of(random.nextBoolean() ? text(3) : VALUES[random.nextInt(VALUES.length)]));
            }
        }
        return headers;
    }

    private ToolCall tool() {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        List<Parameter> parameters = new ArrayList<>();
        for (String name : ARGUMENTS) {
            if (random.nextInt(3) > 0) {
                arguments.put(name, value(0));
            }
        }
        for (Role role : Role.values()) {
            if (random.nextInt(3) == 0) {
                String name = ARGUMENTS[random.nextInt(ARGUMENTS.length)];
                parameters.add(new Parameter(name, role, random.nextBoolean() ? "railway:volume" : text(2)));
            }
        }
        String declared = random.nextBoolean() ? null : text(1);
        return new ToolCall(
                text(3), text(5), arguments, new ToolDeclaration(declared, text(1), random.nextBoolean(), parameters));
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt(9) == 0 ? Double.NaN : random.nextDouble();
            case 3, 4 -> text(6);
            case 5 -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(depth + 1));
                }
                yield list;
            }
            default -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random.nextInt(8) == 0 ? null : text(2), value(depth + 1));
                }
                yield map;
            }
        };
    }

    private String text(int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
