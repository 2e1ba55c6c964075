package dev.agentguard.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read quickly is what a parser reads. */
class FlatObjectTest {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"b\"}",
                "{\"volumeId\": \"3d2c42fb\", \"note\": \"a word and a\"}",
                "{\"caf\u00e9\": \"gr\u00fc\u00df\", \"\u00ff\u0080\": \"\u00a0\"}",
                "{\"\u0100\": \"\u200b \u4e2d\u6587\", \"b\": 12}",
                "{\"a\":true,\"b\":false,\"c\":null,\"d\":0}"
            })
    void flat_object_is_read(String text) throws Exception {
        assertThat(FlatObject.read(text)).isEqualTo(STRICT.readValue(text, Map.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"b\u0000\"}",
                "{\"a\": \"12345\u001f\"}",
                "{\"a\": \"b\"}\u0000",
                "{\"a\": 1\u0000}",
                "{\u0001\"a\": \"eight characters and more\"}",
                "{\"a\": \"\ud83d\ude00\", \"b\": \"c\"}",
                "{\"a\": \"\ud83d\"}\u0000",
                "\u0122a\u0122: 1}",
                "{\u0122a\": 1}",
                "{\"a\": \u0131}",
                "{\"a\": 1\u012c\"b\": 2}",
                "{\"a\": 1}\u017d",
                "{\"a\": 01}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": \"\\u0062\"}",
                "{\"a\": \"b\"} x",
                "{\"a\": 1.5}",
                "{}",
                ""
            })
    void everything_else_is_left_to_the_parser(String text) {
        assertThat(FlatObject.read(text)).isNull();
    }

    @Test
    void random_text_is_read_as_a_parser_does_or_not_at_all() {
        Random random = new Random(7);
        String pieces = "{}\":, aA0719tfn\u0000\n\u001f\u007f\u0080\u00ff\u0100\u0122\u017d\u4e2d\ud83d\ude00";
        int read = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder("{\"a\": \"b\", \"c\": 1}");
            for (int change = random.nextInt(3); change >= 0; change--) {
                char c = pieces.charAt(random.nextInt(pieces.length()));
                text.setCharAt(random.nextInt(text.length()), c);
            }
            Map<String, ?> object = FlatObject.read(text.toString());
            if (object != null) {
                read++;
                assertThat(object).as("%s", text).isEqualTo(parsed(text.toString()));
            }
        }
        assertThat(read).isGreaterThan(3_000);
    }

    private static Object parsed(String text) {
        try {
            return STRICT.readValue(text, Map.class);
        } catch (Exception e) {
            return e.toString();
        }
    }
}
