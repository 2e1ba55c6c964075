package dev.agentguard.scope.railway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.scope.Answer;
import dev.agentguard.scope.Environment;
import dev.agentguard.scope.HttpTransport;
import dev.agentguard.scope.HttpTransport.Response;
import dev.agentguard.scope.Inventory;
import dev.agentguard.scope.JdkHttpTransport;
import dev.agentguard.scope.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One damaged answer among good ones: whatever it is, the result is never a part of the truth, and never an exception. */
class RailwayAnswersTest {

    private static final Effect MOUNT = Effect.of("railway:volumeInstanceUpdate", new Evidence("body", "x"))
            .resource("railway:volume", "v-shared")
            .reversibility(Reversibility.REVERSIBLE, "test")
            .build();

    private final List<byte[]> good = new ArrayList<>();

    @BeforeEach
    void record() throws IOException {
        HttpTransport real = new JdkHttpTransport();
        try (FakeRailway railway = Canned.account(new FakeRailway())) {
            Answer answer = resolve(railway.endpoint(), request -> {
                Response response = real.send(request);
                good.add(response.body());
                return response;
            });
            assertThat(answer).isInstanceOf(Answer.Found.class);
        }
        assertThat(good).hasSize(6);
    }

    private static Answer resolve(URI endpoint, HttpTransport transport) {
        Inventory inventory = new Inventory(List.of(
                new Environment("staging", false, false, false, List.of(), Map.of(), List.of("e-staging")),
                new Environment("production", true, false, false, List.of(), Map.of(), List.of("production"))));
        try (RailwayResolver resolver =
                new RailwayResolver(endpoint, Secret.of("t"), Duration.ofSeconds(5), transport, inventory)) {
            return resolver.resolve(MOUNT, true);
        }
    }

    private Answer withDamage(int index, UnaryOperator<byte[]> damage) {
        int[] next = {0};
        return resolve(URI.create("http://localhost:1/"), request -> {
            int number = next[0]++;
            byte[] body = number < good.size() ? good.get(number) : "{}".getBytes(StandardCharsets.UTF_8);
            return new Response(200, number == index ? damage.apply(body) : body);
        });
    }

    @Test
    void answer_cut_off_anywhere_is_unresolved() {
        for (int index = 0; index < good.size(); index++) {
            if (index == 2) {
                continue; // only says where to look first
            }
            for (int cut = 0; cut < good.get(index).length; cut += 7) {
                int length = cut;
                assertThat(withDamage(index, body -> Arrays.copyOf(body, length)))
                        .as("answer %d cut at %d", index, cut)
                        .isInstanceOf(Answer.Unresolved.class);
            }
        }
    }

    @Test
    void answer_with_any_field_missing_or_null_is_never_staging_alone() {
        for (int index = 0; index < good.size(); index++) {
            for (String field : List.of(
                    "data",
                    "apiToken",
                    "workspaces",
                    "id",
                    "name",
                    "projects",
                    "edges",
                    "node",
                    "pageInfo",
                    "hasNextPage",
                    "environments",
                    "canAccess",
                    "environment",
                    "volumeInstances",
                    "volumeId",
                    "environmentId",
                    "isPendingDeletion",
                    "volume",
                    "mountPath")) {
                for (String replacement : List.of("\"other\":", "\"" + field + "\":null,\"other\":")) {
                    Answer answer = withDamage(
                            index,
                            body -> new String(body, StandardCharsets.UTF_8)
                                    .replace("\"" + field + "\":", replacement)
                                    .getBytes(StandardCharsets.UTF_8));
                    assertThat(answer)
                            .as("answer %d without %s", index, field)
                            .satisfiesAnyOf(
                                    any -> assertThat(any).isInstanceOf(Answer.Unresolved.class),
                                    any -> assertThat(((Answer.Found) any).environments())
                                            .contains("production", "staging"));
                }
            }
        }
    }

    @Test
    void random_damage_never_throws() {
        Random random = new Random(3);
        for (int round = 0; round < 400; round++) {
            Answer answer = withDamage(random.nextInt(good.size()), body -> {
                byte[] damaged = body.clone();
                for (int i = 0; i < 1 + random.nextInt(4); i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                return damaged;
            });
            assertThat(answer).isNotNull();
        }
    }
}
