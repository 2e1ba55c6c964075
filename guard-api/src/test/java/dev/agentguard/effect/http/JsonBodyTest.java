package dev.agentguard.effect.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.effect.Limits;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    @Test
    void readings_oneValue_isTheOnlyOne() {
        JsonBody json = JsonBody.of("{\"a\":{},\"b\":[{\"c\":1},{\"c\":2,\"d\":null}],\"e\":[]}", Limits.DEFAULT);

        assertThat(json.problem()).isNull();
        assertThat(json.readings()).hasSize(1);
        assertThat(json.readings().get(0)).hasToString("{a={}, b=[{c=1}, {c=2, d=null}], e=[]}");
    }

    @Test
    void readings_keyTwice_areThatOfTheLastAndThatOfTheFirst() {
        JsonBody json = JsonBody.of("{\"x\":0,\"a\":1,\"b\":2,\n\"a\":3,\"b\":4,\"a\":5}", Limits.DEFAULT);

        assertThat(json.readings()).containsExactly(Map.of("x", 0, "a", 5, "b", 4), Map.of("x", 0, "a", 1, "b", 2));
        assertThat(json.problem()).isEqualTo("a key stands twice in one JSON object at 2:5");
    }

    @Test
    void readings_keysTwiceDeepInside_areTakenTheSameWayEverywhere() {
        JsonBody json = JsonBody.of(
                "[1,[{\"a\":{\"b\":1,\"b\":2}}],{\"c\":{\"d\":3},\"c\":[4],\"e\":{\"f\":{\"g\":5,\"g\":null}}}]",
                Limits.DEFAULT);

        assertThat(json.readings().stream().map(String::valueOf))
                .containsExactly(
                        "[1, [{a={b=2}}], {c=[4], e={f={g=null}}}]", "[1, [{a={b=1}}], {c={d=3}, e={f={g=5}}}]");
    }

    @Test
    void readings_keyTwiceInOneOfSeveralLines_areBothOfEachLine() {
        JsonBody json = JsonBody.lines("{\"a\":1,\"a\":2}\n{\"b\":3}\n", Limits.DEFAULT);

        assertThat(json.readings()).isEqualTo(List.of(Map.of("a", 2), Map.of("b", 3), Map.of("a", 1), Map.of("b", 3)));
    }
}
