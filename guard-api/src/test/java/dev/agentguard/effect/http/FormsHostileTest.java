package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Disguises never lower a class, garbage never breaks the reader, and at each limit it answers soon. */
class FormsHostileTest {

    private static final int ROUNDS = 400;
    private static final String HOST = "https://api.forms.example";

    private final HttpReader reader =
            new HttpReader(Packs.shipped(), new GraphQlReader(Packs.shipped(), Limits.DEFAULT), Limits.DEFAULT);

    @Test
    void deletionInAnyForm_staysOne() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            HttpCall call = deletion(new Random(seed));

            assertThat(worst(call))
                    .as(
                            "seed %d: %s %s %s",
                            seed, call.url(), call.headers(), call.body().text())
                    .isIn(Reversibility.IRREVERSIBLE, Reversibility.UNKNOWN);
        }
    }

    @Test
    void brokenRequestsOfAnyForm_areAnswered() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            HttpCall call = deletion(random);
            byte[] body = call.body().bytes();
            for (int i = 0; i <= random.nextInt(8); i++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            assertThat(reader.read(new HttpCall(call.method(), call.url(), call.headers(), Body.of(body))))
                    .isNotEmpty();
        }
    }

    @Test
    @Timeout(60)
    void largestBodies_areAnswered() {
        int size = Limits.DEFAULT.bodyBytes();
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("application/json", repeated("[", "{\"method\":\"GET\",\"url\":\"/a\"},", "0]", size));
        bodies.put("application/json; rpc", repeated("[", "{\"jsonrpc\":\"2.0\",\"method\":\"a\"},", "0]", size));
        bodies.put("application/x-ndjson", repeated("", "{\"delete\":{}}\n", "", size));
        bodies.put("text/xml", repeated("<a>", "<b>c</b>", "</a>", size));
        bodies.put("text/xml; deep", repeated("", "<b>", "", size));
        bodies.put("text/xml; attributes", repeated("<a ", "b='c' ", "/>", size));
        bodies.put("multipart/mixed; boundary=b", repeated("", "--b\n\nx\n", "--b--", size));
        bodies.put("multipart/mixed; boundary=-", "-".repeat(size));
        bodies.put(
                "multipart/form-data; boundary=b",
                repeated("", "--b\nContent-Disposition: x;name=a\n\n\n", "--b--", size));
        bodies.put("application/x-www-form-urlencoded", repeated("", "a=b&", "", size));
        bodies.put("application/octet-stream", "%".repeat(size));
        bodies.forEach((type, body) ->
                assertThat(reader.read(call("/_bulk", type, body))).as(type).isNotEmpty());
    }

    private static String repeated(String start, String part, String end, int size) {
        return start + part.repeat((size - start.length() - end.length()) / part.length()) + end;
    }

    private static HttpCall deletion(Random random) {
        String url = random.nextBoolean() ? "/rpc" : "/api/v1/$batch";
        String verb = List.of("delete", "Delete", "purge", "destroy").get(random.nextInt(4));
        String name = List.of(verb + "Volume", "volume." + verb, verb + "_volume", "admin/" + verb + "-volume")
                .get(random.nextInt(4));
        String space = List.of("", " ", "\n", "\t\r\n").get(random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0 -> {
                List<String> messages = new ArrayList<>();
                for (int i = 0; i < random.nextInt(5); i++) {
                    messages.add("{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"id\":" + i + "}");
                }
                messages.add(
                        random.nextInt(messages.size() + 1),
                        "{\"jsonrpc\":" + space + "\"2.0\",\"me\\u0074hod\":\"" + name + "\"" + space + "}");
                yield call(url, type(random), space + "[" + String.join(space + ",", messages) + "]");
            }
            case 1 ->
                call(
                        url,
                        type(random),
                        "{\"jsonrpc\":\"2.0\",\"method\":\"tools/call\",\"params\":{\"name\":\"" + name + "\"}}");
            case 2 ->
                call(
                        "/a/$batch",
                        type(random),
                        "{\"requests\":[{\"method\":\"get\",\"url\":\"/x\"}," + space
                                + "{\"METHOD\":\"delete\",\"url\":\""
                                + (random.nextBoolean() ? "volumes/1" : "https://x.example/volumes/1") + "\"}]}");
            case 3 ->
                call(
                        "/a/$batch",
                        "multipart/mixed; boundary=" + (random.nextBoolean() ? "\"b b\"" : "b b"),
                        "preamble\r\n--b b" + space.replace("\n", "").replace("\r", "")
                                + "\r\ncontent-type: Application/HTTP; x=y\r\n\r\n" + space
                                + "DELETE  /volumes/1 HTTP/1.1\r\nX: y\r\n\r\n--b b--");
            case 4 ->
                call(
                        "/soap",
                        random.nextBoolean() ? "text/xml" : "",
                        space + "<?xml version='1.0'?><!-- x -->".substring(space.isEmpty() ? 0 : 21)
                                + "<e:Envelope xmlns:e='e'><e:Body><d:" + verb
                                + "Order xmlns:d='d'/></e:Body></e:Envelope>");
            default ->
                call("/a/_bulk", type(random), "{\"index\":{}}\n{\"a\":1}\n" + space + "{\"delete\":{\"_id\":1}}");
        };
    }

    private static String type(Random random) {
        return List.of("application/json", "text/plain", "", "application/x-www-form-urlencoded", "text/xml")
                .get(random.nextInt(5));
    }

    private Reversibility worst(HttpCall call) {
        return reader.read(call).stream()
                .map(Effect::reversibility)
                .reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }

    private static HttpCall call(String path, String type, String body) {
        return new HttpCall("POST", HOST + path, Map.of("Content-Type", List.of(type)), Body.of(body));
    }
}
