package dev.agentguard.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "railway:volumeDelete, railway:volumeDelete, true",
        "railway:volumeDelete, railway:volumeDeleted, false",
        "railway:volumeDelete, RAILWAY:volumedelete, true",
        "railway:volume*, railway:volumeDelete, true",
        "railway:volume*, railway:volume, true",
        "railway:volume*, railway:projectDelete, false",
        "*:volumeDelete, tool:volumeDelete, true",
        "*:*Delete, railway:volumeDelete, true",
        "*:*Delete, railway:volumeDeleted, false",
        "a*b*c, axxbyyc, true",
        "a*b*c, axxcyyb, false",
        "ab*ba, aba, false",
        "ab*ba, abba, true",
        "*, anything, true",
        "**, '', true",
        "a.c, abc, false",
        "a?c, abc, false",
    })
    void star_standsForAnyCharacters_andNothingElseDoes(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void patterns_agreeWithARegularExpression() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = random(random, "ab*", 1 + random.nextInt(6));
            String text = random(random, "ab", random.nextInt(8));
            boolean expected = Pattern.matches(pattern.replaceAll("\\*+", "*").replace("*", "[ab]*"), text);
            assertThat(new Glob(pattern).matches(text))
                    .as("%s on %s", pattern, text)
                    .isEqualTo(expected);
        }
    }

    @Test
    void manyStars_onALongText_areQuick() {
        String text = "a".repeat(200_000);
        Glob glob = new Glob("*a".repeat(99) + "b");

        boolean matches = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> glob.matches(text));

        assertThat(matches).isFalse();
    }

    @Test
    void emptyOrEndlessPattern_isRefused() {
        assertThatThrownBy(() -> new Glob(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pattern has 1 to 200 characters");
        assertThatThrownBy(() -> new Glob("a".repeat(201))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String random(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
