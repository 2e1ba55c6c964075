package dev.agentguard.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void keys_in_any_order_are_one_text() throws Exception {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", 1);
        one.put("a", List.of(true, "x"));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", List.of(true, "x"));
        other.put("b", 1);

        assertThat(CanonicalJson.write(one))
                .isEqualTo(CanonicalJson.write(other))
                .isEqualTo("{\"a\":[true,\"x\"],\"b\":1}");
    }

    @Test
    void a_map_that_ignores_case_loses_nothing() throws Exception {
        Map<String, Object> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.put("Authorization", "x");
        map.put("accept", "y");

        assertThat(CanonicalJson.write(map)).isEqualTo("{\"Authorization\":\"x\",\"accept\":\"y\"}");
    }

    @Test
    void values_that_are_nearly_the_same_differ() throws Exception {
        Map<String, Object> absent = Map.of();
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("id", null);
        List<Object> values = List.of(
                "null",
                "",
                "1",
                1,
                10,
                100,
                true,
                "true",
                List.of(),
                absent,
                nothing,
                List.of(List.of()),
                Arrays.asList((Object) null),
                List.of("a", "b"),
                List.of("a,b"),
                List.of("a\",\"b"),
                "\ud800",
                "?",
                "\\ud800",
                "\ufffd",
                "\u00e9",
                "e\u0301",
                "a\u0000",
                "a",
                // one double, two ids
                9007199254740992L,
                9007199254740993L,
                new BigInteger("123456789012345678901234567890"),
                new BigInteger("123456789012345678901234567891"),
                0.1,
                new BigDecimal("0.1000000000000000000001"));
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(CanonicalJson.write(value));
        }
        assertThat(texts).doesNotHaveDuplicates();
    }

    @Test
    void numbers_of_one_value_are_one_text() throws Exception {
        assertThat(CanonicalJson.write(List.of(1, 1L, 1.0, new BigDecimal("1.00"), (short) 1)))
                .isEqualTo("[1,1,1,1,1]");
        assertThat(CanonicalJson.write(List.of(0, -0.0, 100, 1e2, -0.5))).isEqualTo("[0,0,1E2,1E2,-5E-1]");
    }

    @Test
    void a_number_bomb_stays_short() throws Exception {
        assertThat(CanonicalJson.write(new BigDecimal("1e999999999"))).isEqualTo("1E999999999");
    }

    @Test
    void what_is_no_json_is_refused_without_quoting_it() {
        record Secret(String value) {}
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", new Secret("hunter2"))))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("not a JSON value")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> CanonicalJson.write(Double.NaN)).isInstanceOf(ApprovalException.class);
        assertThatThrownBy(() -> CanonicalJson.write(Map.of(1, 2))).isInstanceOf(ApprovalException.class);
    }

    @Test
    void depth_and_cycles_end() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThatThrownBy(() -> CanonicalJson.write(cycle))
                .isInstanceOf(ApprovalException.class)
                .hasMessageContaining("deeper");
    }
}
