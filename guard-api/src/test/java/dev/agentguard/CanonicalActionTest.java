package dev.agentguard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.action.Body;
import dev.agentguard.action.HttpCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalActionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"id\":\"A\"} | {\"id\":\"A\"} {\"id\":\"B\"}",
                "{\"id\":\"A\"} | {\"id\":\"B\",\"id\":\"A\"}",
                "{\"n\":0.1} | {\"n\":0.10000000000000000001}",
                "{\"n\":9007199254740993} | {\"n\":9007199254740992}",
                "\"aGk=\" | hi",
                "null | ~~",
                "{\"id\":1} | {\"id\":\"1\"}",
                "[1,2] | [2,1]",
            })
    void bodies_that_differ_are_told_apart(String one, String other) {
        assertThat(CanonicalAction.of(post(one, Map.of()))).isNotEqualTo(CanonicalAction.of(post(other, Map.of())));
    }

    @Test
    void white_space_key_order_and_volatile_headers_make_no_difference() {
        Map<String, List<String>> first = new LinkedHashMap<>();
        first.put("Content-Type", List.of("application/json"));
        first.put("Date", List.of("today"));
        first.put("traceparent", List.of("00-1"));
        Map<String, List<String>> second = Map.of("content-type", List.of("application/json"), "DATE", List.of("now"));
        assertThat(CanonicalAction.of(post("{\"a\":1,\"b\":2}", first)))
                .isEqualTo(CanonicalAction.of(post("{ \"b\" : 2, \"a\" : 1 }", second)));
    }

    @Test
    void headers_method_and_address_are_bound() {
        Object plain = CanonicalAction.of(post("{}", Map.of()));
        assertThat(CanonicalAction.of(post("{}", Map.of("X-HTTP-Method-Override", List.of("DELETE")))))
                .isNotEqualTo(plain);
        assertThat(CanonicalAction.of(post("{}", Map.of("X-Tenant", List.of("production")))))
                .isNotEqualTo(plain);
        assertThat(CanonicalAction.of(new HttpCall("PUT", "https://h/p", Map.of(), Body.of("{}"))))
                .isNotEqualTo(plain);
        assertThat(CanonicalAction.of(new HttpCall("POST", "https://h/P", Map.of(), Body.of("{}"))))
                .isNotEqualTo(plain);
    }

    @Test
    void a_body_that_was_not_seen_whole_is_bound_to_nothing() {
        HttpCall call = new HttpCall("POST", "https://h/p", Map.of(), Body.notInspected("larger than 1 MiB"));
        assertThat(CanonicalAction.of(call)).isNull();
    }

    private static HttpCall post(String body, Map<String, List<String>> headers) {
        return new HttpCall("POST", "https://h/p", headers, Body.of(body));
    }
}
