package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.agentguard.annotation.Reversibility;
import java.util.List;
import java.util.Set;
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

    static Stream<Arguments> verbs() {
        return lexicon().verbs().stream()
                .flatMap(group -> group.words().stream().map(word -> arguments(word, group)));
    }

    /** A verb that no name reaches in the sense of its group is a mistake in the file. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("verbs")
    void everyVerbHasANameInWhichItMeansWhatItsGroupSays(String verb, Verbs group) {
        NameReading reading = new NameReading(lexicon());
        Stream<List<String>> names = nouns(group.with())
                .flatMap(beside -> nouns(group.of()).map(thing -> {
                    List<String> name =
                            group.from() ? List.of(verb, thing, "from", beside) : List.of(verb, beside, thing);
                    return group.methods().isEmpty()
                            ? name
                            : Stream.of(beside, thing, verb)
                                    .filter(word -> !word.equals("thing"))
                                    .toList();
                }));

        assertThat(names).anySatisfy(name -> {
            Meaning meaning = reading.of(name);
            assertThat(meaning).isNotNull();
            assertThat(meaning.reversibility()).isEqualTo(group.reversibility());
            assertThat(meaning.reason()).endsWith(group.reason());
        });
    }

    private static Stream<String> nouns(Set<String> words) {
        return words.isEmpty() ? Stream.of("thing") : words.stream();
    }

    @Test
    void methodsThatAreSafe_areRead() {
        assertThat(lexicon().methods()).containsEntry("GET", Reversibility.READ_ONLY);
        assertThat(lexicon().methods()).containsEntry("DELETE", Reversibility.IRREVERSIBLE);
        assertThat(lexicon().methods()).doesNotContainKey("CONNECT");
    }

    private static Lexicon lexicon() {
        return LexiconParser.parse(PackFiles.compiled("generic/verbs.yaml"));
    }
}
