package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body in which a first look sees nothing is judged as if it had been read completely. */
class QuietBodyTest {

    private static final int ROUNDS = 4_000;

    /** By this the first look is not taken, and an ASCII text is the same. */
    private static final String COMPLETELY = "application/json; charset=iso-8859-1";

    private static final List<String> NAMES = List.of(
            "name",
            "id",
            "size",
            "on",
            "region",
            "page",
            "type",
            "state",
            "action",
            "deleted",
            "deletedAt",
            "delete",
            "remove",
            "removeTags",
            "tags",
            "where",
            "force",
            "hard",
            "dryRun",
            "query",
            "sql",
            "q",
            "variables",
            "method",
            "jsonrpc",
            "params",
            "requests",
            "url",
            "command",
            "script",
            "title",
            "$out",
            "_method",
            "label_1",
            "[]",
            "");

    private static final List<String> VALUES = List.of(
            "\"eu\"",
            "\"DELETED\"",
            "\"ACTIVE\"",
            "\"delete\"",
            "\"EUR\"",
            "\"deploy\"",
            "\"rm -rf /\"",
            "\"no\"",
            "\"\"",
            "\"drop table a\"",
            "\"DELETE\"",
            "\"\\u0044ELETED\"",
            "1",
            "0",
            "1.5",
            "1e400",
            "12345678901234567890123",
            "true",
            "false",
            "null",
            "{}",
            "[]",
            "[\"DELETED\"]",
            "[\"ls\"]",
            "[[\"PURGED\"]]",
            "[{\"deleted\":true}]");

    private static final List<String> PATHS = List.of(
            "/v2/things/7",
            "/v2/search",
            "/graphql",
            "/things/7/purge",
            "/users?region=eu",
            "/a.b.C/Delete",
            "/jobs/run?q=x",
            "/things?state=x&[]=1",
            "/things?deleted=true");

    private final Packs packs = Packs.shipped();
    private final HttpReader reader = new HttpReader(packs, new GraphQlReader(packs, Limits.DEFAULT), Limits.DEFAULT);

    @Test
    void read_anyBody_isWhatAllOfItSays() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            String body = body(random, 3);
            String path = one(random, PATHS);

            assertThat(read("application/json", path, body))
                    .as("seed %d: %s %s", seed, path, body)
                    .isEqualTo(read(COMPLETELY, path, body));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"c\":1,\"b\":2}}",
                "{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,\"i\":1,\"j\":1,\"i\":2}",
                "{\"a\":1} {\"b\":2}",
                "{\"a\":1} x",
                "{\"a\":1",
                "[1,2"
            })
    void read_notOneClearValue_isToldWithItsPlace(String body) {
        List<Effect> effects = read("application/json", "/things", body);

        assertThat(effects).isEqualTo(read(COMPLETELY, "/things", body));
        assertThat(effects.get(0).reason()).startsWith("the body is ambiguous: ");
    }

    @Test
    void read_listBehindManyShortObjects_isSeen() {
        String body = "{\"items\":[" + "{\"a\":1},".repeat(30_000) + "{\"deleted\":true}]}";

        assertThat(read("application/json", "/things", body)).isEqualTo(read(COMPLETELY, "/things", body));
    }

    private List<Effect> read(String type, String path, String body) {
        return reader.read(new HttpCall(
                "POST", "https://api.example.com" + path, Map.of("Content-Type", List.of(type)), Body.of(body)));
    }

    private static String body(Random random, int depth) {
        StringBuilder body = new StringBuilder("{");
        int fields = 1 + random.nextInt(random.nextInt(5) == 0 ? 12 : 4);
        for (int i = 0; i < fields; i++) {
            String name = random.nextInt(2) == 0 ? "field_" + i : one(random, NAMES);
            boolean object = depth > 0 && random.nextInt(5) == 0;
            boolean plain = random.nextInt(3) > 0;
            String value = object ? body(random, depth - 1) : plain ? "\"x" + i + "\"" : one(random, VALUES);
            body.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(name)
                    .append("\":")
                    .append(value);
        }
        return body.append('}').toString();
    }

    private static String one(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
