package dev.agentguard.javaagent.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in the form of Redis' protocol. */
class RespWordsTest {

    @Test
    void words_areRead() {
        assertThat(RespWords.of(bytes("*3\r\n$3\r\nSET\r\n$0\r\n\r\n$4\r\n\r\n$1\r\n")))
                .extracting(word -> new String(word, StandardCharsets.UTF_8))
                .containsExactly("SET", "", "\r\n$1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PING\r\n",
                "*1\r\n",
                "*1\r\n$5\r\nPING\r\n",
                "*1\r\n$4\r\nPING",
                "*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nPING\r\n",
                "*99999999999\r\n",
                "*1\r\n$-1\r\n",
                "*2\r\n$4\r\nPING\r\n"
            })
    void anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> RespWords.of(bytes(text))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
