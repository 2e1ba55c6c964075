package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Limits;
import dev.agentguard.effect.graphql.GraphQlReader;
import dev.agentguard.pack.Packs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** No disguise of a request makes it look less than it is, and no broken one breaks the reader. */
class DisguiseTest {

    private static final int ROUNDS = 600;
    private static final String VOLUME = "3d2c42fb-8c1f-4c0e-9c52-1f1d0c8a7b11";
    private static final List<String> HARMLESS =
            List.of("__typename", "environmentPreviewChangeSet(environmentId: \"e\", input: {}) { id }");
    private static final List<String> IGNORED = List.of(" ", ",", "\n", "\t", " # mutation { a }\n", "\uFEFF", " , ");
    private static final List<String> URLS = List.of(
            "https://backboard.railway.app/graphql/v2",
            "https://BackBoard.Railway.com/graphql/v2",
            "https://backboard.railway.com:443/graphql//v2",
            "https://backboard.railway.app./graphql/x/../v2#f",
            "https://backboard.railway.app/%67raphql/v2");

    private final ObjectMapper json = new ObjectMapper();
    private final Packs packs = Packs.shipped();
    private final HttpReader reader = new HttpReader(packs, new GraphQlReader(packs, Limits.DEFAULT), Limits.DEFAULT);

    @Test
    void read_disguisedDeletion_isTheDeletionOfThatVolume() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            HttpCall call = disguised(new Random(seed));

            List<Effect> effects = reader.read(call);

            assertThat(effects)
                    .as(
                            "seed %d: %s %s %s %s",
                            seed,
                            call.method(),
                            call.url(),
                            call.headers(),
                            call.body().text())
                    .anySatisfy(effect -> {
                        assertThat(effect.operation()).isEqualTo("railway:volumeDelete");
                        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
                        assertThat(effect.resource().id()).isEqualTo(VOLUME);
                    });
        }
    }

    @Test
    void read_brokenRequests_neverThrowAndNeverGiveNothing() throws Exception {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            HttpCall call = disguised(random);
            byte[] body = call.body().bytes();
            for (int i = 0; i < 1 + random.nextInt(4) && body.length > 0; i++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            StringBuilder url = new StringBuilder(call.url());
            url.setCharAt(random.nextInt(url.length()), (char) random.nextInt(300));

            assertThat(reader.read(new HttpCall(call.method(), call.url(), call.headers(), Body.of(body))))
                    .isNotEmpty();
            assertThat(reader.read(new HttpCall(call.method(), url.toString(), call.headers(), call.body())))
                    .isNotEmpty();
        }
    }

    private HttpCall disguised(Random random) throws JsonProcessingException {
        Map<String, Object> request = new LinkedHashMap<>();
        Map<String, Object> variables = new LinkedHashMap<>();
        request.put("query", document(random, variables));
        if (random.nextInt(4) == 0) {
            request.put("query", "query Look { me { id } } " + request.get("query"));
            request.put("operationName", "Do");
        }
        if (!variables.isEmpty()) {
            boolean asText = random.nextInt(4) == 0;
            request.put("variables", asText ? json.writeValueAsString(variables) : variables);
        }
        if (random.nextBoolean()) {
            request.put("note", "{ me }");
        }
        String url = URLS.get(random.nextInt(URLS.size()));
        return random.nextInt(4) == 0 ? inUrlOrForm(random, url, request) : inJson(random, url, request);
    }

    private static String document(Random random, Map<String, Object> variables) {
        String field = "volumeDelete" + ignored(random) + "(volumeId: ";
        String definitions = "";
        switch (random.nextInt(4)) {
            case 0 -> {
                definitions = "($id: String!)";
                variables.put("id", VOLUME);
                field += "$id)";
            }
            case 1 -> {
                definitions = "($id: String = \"" + VOLUME + "\")";
                field += "$id)";
            }
            case 2 -> field += "\"\"\"" + VOLUME + "\"\"\")";
            default -> field += "\"" + VOLUME + "\")";
        }
        if (random.nextBoolean()) {
            field = "me: " + field;
        }
        if (random.nextInt(3) == 0) {
            field += " @skip(if: true)";
        }
        List<String> fields = new ArrayList<>(List.of(field));
        for (int i = 0; i < random.nextInt(6); i++) {
            String harmless = "h" + i + ": " + HARMLESS.get(random.nextInt(HARMLESS.size()));
            fields.add(random.nextInt(fields.size() + 1), harmless);
        }
        String selection = "{" + ignored(random) + String.join(ignored(random), fields) + ignored(random) + "}";
        StringBuilder fragments = new StringBuilder();
        for (int i = 0; i < random.nextInt(4); i++) {
            if (random.nextBoolean()) {
                selection = "{ ... on Mutation" + ignored(random) + selection + " }";
            } else {
                fragments.append(" fragment f").append(i).append(" on Mutation").append(selection);
                selection = "{ ...f" + i + " }";
            }
        }
        return "mutation Do" + definitions + ignored(random) + selection + fragments;
    }

    private static String ignored(Random random) {
        return " " + IGNORED.get(random.nextInt(IGNORED.size())) + " ";
    }

    private static HttpCall inUrlOrForm(Random random, String url, Map<String, Object> request) {
        StringBuilder form = new StringBuilder();
        request.forEach((name, value) -> {
            Object text = value instanceof Map<?, ?> map ? "{\"id\":\"" + map.get("id") + "\"}" : value;
            form.append(form.length() == 0 ? "" : "&").append(name).append('=');
            form.append(URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8));
        });
        String plain = url.contains("#") ? url.substring(0, url.indexOf('#')) : url;
        if (random.nextBoolean()) {
            return new HttpCall("GET", plain + "?" + form, Map.of(), Body.empty());
        }
        return new HttpCall(
                "POST", url, Map.of("content-type", List.of("application/x-www-form-urlencoded")), Body.of("" + form));
    }

    private HttpCall inJson(Random random, String url, Map<String, Object> request) throws JsonProcessingException {
        String text = json.writeValueAsString(request);
        switch (random.nextInt(5)) {
            case 0 -> text = "[{\"query\":\"{ me { id } }\"}," + text + "]";
            case 1 -> text = "{\"query\":\"{ me { id } }\"," + text.substring(1);
            case 2 -> text = text.substring(0, text.length() - 1) + ",\"query\":\"{ me { id } }\"}";
            case 3 -> text = text.replace("volumeDelete", "volume\\u0044elete").replace("query", "qu\\u0065ry");
            default -> text = "\n  " + text;
        }
        Charset charset = Charset.forName(
                List.of("UTF-8", "UTF-8", "UTF-8", "UTF-16", "UTF-32").get(random.nextInt(5)));
        byte[] bytes = text.getBytes(charset);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put(
                "Content-Type",
                List.of(List.of("application/json", "text/plain", "application/x-www-form-urlencoded", "image/png")
                        .get(random.nextInt(4))));
        if (random.nextInt(3) == 0) {
            headers.put("content-encoding", List.of("gzip"));
            bytes = gzip(bytes);
        }
        String method = List.of("POST", "post", "PUT", "GET").get(random.nextInt(4));
        return new HttpCall(method, url, headers, Body.of(bytes));
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
