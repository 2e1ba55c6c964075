package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Effect;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Operation;
import dev.agentguard.effect.Operation.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LexiconTest {

    @ParameterizedTest
    @CsvSource({
        "volumeDelete, volume delete",
        "DNSRecordDelete, dns record delete",
        "deleteALL, delete all",
        "_delete_by_query, delete by query",
        "bulk-delete, bulk delete",
        "chat.delete, chat delete",
        "v2Delete3, v delete",
        "éffacer_tout, éffacer tout",
        "'', ''",
        "123, ''"
    })
    void namesAreSplitIntoWords(String name, String words) {
        assertThat(String.join(" ", Words.of(name))).isEqualTo(words);
    }

    @Test
    void longNamesAreCut() {
        assertThat(Words.of("a".repeat(1_000_000))).hasSize(1);
    }

    static Stream<Arguments> verbs() throws IOException {
        return lexicon().verbs().stream()
                .flatMap(group -> group.words().stream().map(word -> arguments(word, group)));
    }

    /** Each verb of the lexicon by itself, with each noun it asks for. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void everyVerbMeansWhatItsGroupSays(String verb, Lexicon.Verbs group) {
        List<String> nouns = group.with().isEmpty() ? List.of("thing") : List.copyOf(group.with());
        for (String noun : nouns) {
            Effect effect = Packs.shipped()
                    .effectOf(new Operation(
                            Protocol.GRAPHQL,
                            "api.example.com",
                            "/graphql",
                            "mutation",
                            verb + "_" + noun,
                            Map.of(),
                            new Evidence("", "")));

            assertThat(effect.reversibility().worse(group.reversibility()))
                    .as("%s %s", verb, noun)
                    .isEqualTo(effect.reversibility());
        }
    }

    @Test
    void methodsThatAreSafe_areRead() throws IOException {
        assertThat(lexicon().methods()).containsEntry("GET", Reversibility.READ_ONLY);
        assertThat(lexicon().methods()).containsEntry("DELETE", Reversibility.IRREVERSIBLE);
        assertThat(lexicon().methods()).doesNotContainKey("CONNECT");
    }

    private static Lexicon lexicon() throws IOException {
        try (InputStream in = LexiconTest.class.getResourceAsStream("/dev/agentguard/packs/generic/verbs.yaml")) {
            return LexiconParser.parse(
                    "verbs.yaml", new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
