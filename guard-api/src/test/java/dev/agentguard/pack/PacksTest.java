package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Basis;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacksTest {

    private static final Packs PACKS = Packs.shipped();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backboard.railway.com",
                "backboard.railway.app",
                "BACKBOARD.Railway.App",
                "backboard.railway.com:443",
                "backboard.railway.com.",
                "backboard.railway-staging.com",
                "backboard.railway-develop.com"
            })
    void railwayAnswersAtAllItsHosts(String host) {
        assertThat(PACKS.controls(host)).isTrue();
        assertThat(PACKS.speaksGraphQl(host, "/graphql/v2")).isTrue();
        assertThat(PACKS.speaksGraphQl(host, "/GraphQL/v2/")).isTrue();
        assertThat(PACKS.speaksGraphQl(host, "/health")).isFalse();
        Effect effect = PACKS.effectOf(mutation(host, "volumeDelete", Map.of("volumeId", "v1")));
        assertThat(effect.operation()).isEqualTo("railway:volumeDelete");
        assertThat(effect.basis()).isEqualTo(Basis.PACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "railway.com",
                "backboard.railway.com.evil.example",
                "xbackboard.railway.com",
                "127.0.0.1:8443"
            })
    void railwayDoesNotAnswerElsewhere(String host) {
        assertThat(PACKS.controls(host)).isFalse();
        assertThat(PACKS.speaksGraphQl(host, "/graphql/v2")).isFalse();
        Effect effect = PACKS.effectOf(mutation(host, "volumeDelete", Map.of("volumeId", "v1")));
        assertThat(effect.operation()).isEqualTo("graphql:volumeDelete");
        assertThat(effect.reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
        assertThat(effect.basis()).isEqualTo(Basis.GENERIC);
    }

    @Test
    void anyPathOfTheHostCounts() {
        Operation elsewhere = new Operation(
                Protocol.GRAPHQL,
                "backboard.railway.com",
                "/graphql/internal",
                "mutation",
                "serviceDelete",
                Map.of("id", "s1"),
                new Evidence("", ""));
        assertThat(PACKS.effectOf(elsewhere).operation()).isEqualTo("railway:serviceDelete");
    }

    @Test
    void extraHost_isOneOfTheProvider() {
        Packs packs = Packs.load(List.of(), Map.of("railway", List.of("127.0.0.1:8443", "[::1]:9000")));

        assertThat(packs.controls("127.0.0.1:8443")).isTrue();
        assertThat(packs.controls("[::1]:9000")).isTrue();
        assertThat(packs.controls("127.0.0.1:8444")).isFalse();
        assertThat(packs.controls("127.0.0.1")).isFalse();
        assertThat(packs.controls("backboard.railway.com")).isTrue();
        assertThat(packs.effectOf(mutation("127.0.0.1:8443", "userDelete", Map.of()))
                        .operation())
                .isEqualTo("railway:userDelete");
    }

    @Test
    void extraHostOfAnUnknownProvider_isRefused() {
        assertThatThrownBy(() -> Packs.load(List.of(), Map.of("railwy", List.of("localhost"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no pack speaks of the provider `railwy`, expected one of [")
                .hasMessageContaining("railway");
    }

    @Test
    void requestThatIsNotGraphQl_isReadInGeneral() {
        Operation call = new Operation(
                Protocol.HTTP, "backboard.railway.com", "/up", "DELETE", "/up", Map.of(), new Evidence("", ""));
        assertThat(PACKS.effectOf(call).operation()).isEqualTo("http:DELETE");
        assertThat(PACKS.effectOf(call).reversibility()).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @Test
    void hostileArguments_areAnswered() {
        Random random = new Random(7);
        List<String> names = new ArrayList<>(PACKS.all().stream()
                .filter(pack -> pack.id().equals("railway.graphql"))
                .findFirst()
                .orElseThrow()
                .operations()
                .get("mutation")
                .keySet());
        for (int i = 0; i < 20_000; i++) {
            String name = random.nextInt(4) == 0 ? text(random) : names.get(random.nextInt(names.size()));
            String host = random.nextBoolean() ? "backboard.railway.com" : text(random);
            Map<String, @Nullable Object> arguments = fields(random, 4);
            Protocol protocol = random.nextBoolean() ? Protocol.GRAPHQL : Protocol.HTTP;
            String type = protocol == Protocol.HTTP ? "POST" : "mutation";

            Effect effect = PACKS.effectOf(
                    new Operation(protocol, host, "/" + name, type, name, arguments, new Evidence("", "")));

            assertThat(effect.reason()).isNotBlank();
        }
    }

    @Test
    void deepAndWideArguments_areBounded() {
        Object deep = "x";
        for (int i = 0; i < 100_000; i++) {
            deep = Map.of("a", deep);
        }
        List<Object> wide = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            wide.add("x");
        }
        for (Object patch : List.of(deep, wide)) {
            assertThat(PACKS.effectOf(mutation(
                                    "backboard.railway.com",
                                    "environmentPatchCommit",
                                    Map.of("environmentId", "e1", "patch", patch)))
                            .reversibility())
                    .isEqualTo(Reversibility.UNKNOWN);
        }
    }

    private static Operation mutation(String host, String name, Map<String, Object> arguments) {
        return new Operation(
                Protocol.GRAPHQL, host, "/graphql/v2", "mutation", name, Map.copyOf(arguments), new Evidence("", ""));
    }

    private static Map<String, @Nullable Object> fields(Random random, int depth) {
        List<String> names = List.of("id", "input", "environmentId", "volumeId", "patch", "kinds", "state", "delete");
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.put(names.get(random.nextInt(names.size())), value(random, depth - 1));
        }
        return fields;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> null;
            case 1 -> Operation.UNRESOLVED;
            case 2 -> random.nextBoolean();
            case 3 -> random.nextInt();
            case 4 -> text(random);
            case 5 -> "";
            case 6 -> List.of();
            case 7 -> List.of(String.valueOf(random.nextInt()), fields(random, depth));
            default -> fields(random, depth);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    random.nextInt(3) == 0 ? random.nextInt(0xD800) : "aZ:/._-[]*{}9".charAt(random.nextInt(13)));
        }
        return text.toString();
    }
}
