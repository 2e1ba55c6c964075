package dev.agentguard.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.annotation.Reversibility;
import dev.agentguard.effect.Command;
import dev.agentguard.effect.CommandReading;
import dev.agentguard.effect.Evidence;
import dev.agentguard.effect.Word;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that no pack knows, read by their words. */
class UnknownProgramTest {

    private static final Packs PACKS = Packs.shipped();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acmectl api -X DELETE /things/1",
                "acmectl api -XDELETE /things/1",
                "acmectl api /things/1 --method DELETE",
                "acmectl api --method=delete /things/1",
                "acmectl rest --request DELETE /things/1",
                "acmectl -X GET api /things/1 -X DELETE",
                "acmectl --profile x request --http-method DELETE /things/1"
            })
    void methodThatDeletes_destroys(String line) {
        assertThat(classOf(line)).isEqualTo(Reversibility.IRREVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acmectl api -X GET /things", "acmectl api --method=HEAD /things/1"})
    void methodThatLooks_changesNothing(String line) {
        assertThat(classOf(line)).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acmectl api -X POST /things",
                "acmectl api -X $METHOD /things",
                "acmectl api -X GET /things/1/delete",
                "acmectl api -X GET $path",
                "acmectl api /things/1"
            })
    void methodThatMayDoAnything_isUnknown(String line) {
        assertThat(classOf(line)).isNotIn(Reversibility.READ_ONLY, Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acmed --listen 0.0.0.0:80",
                "acme-mcp --transport http --allowed-hosts x",
                "acme-exporter --config ./x.yaml",
                "acme-inspector http://localhost:8000/x"
            })
    void serverOrViewer_changesNothingForGood(String line) {
        assertThat(classOf(line)).isEqualTo(Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme-server resetdb",
                "acme-server --listen :80 --purge-all",
                "acmed --listen :80 thing",
                "acme-exporter $x",
                "acme",
                "acme ./x --out ./y",
                "acme-wiper ./x"
            })
    void programThatMayDoMore_isNotHarmless(String line) {
        assertThat(classOf(line)).isGreaterThan(Reversibility.REVERSIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acmectl snapshots", "acmectl volumes --json", "acmectl --project x volumes"})
    void nameOfManyThingsAlone_listsThem(String line) {
        assertThat(classOf(line)).isEqualTo(Reversibility.READ_ONLY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acmectl volumes frobnicate",
                "acmectl volumes --yes",
                "acmectl volumes --frobnicate",
                "acmectl volumes -f",
                "acmectl deletes",
                "acmectl wipes",
                "acmectl frobnicate",
                "acmectl bless",
                "acmectl nexus",
                "acmectl $things",
                "acmectl Volumes/x"
            })
    void wordThatMayBeAVerb_isNoListing(String line) {
        assertThat(classOf(line)).isNotIn(Reversibility.READ_ONLY, Reversibility.REVERSIBLE);
    }

    private static Reversibility classOf(String line) {
        List<Word> words = CommandPackCase.words(line);
        Command command =
                new Command(words.get(0).text(), words.subList(1, words.size()), null, new Evidence("command", line));
        return PACKS.readingsOf(command).stream()
                .map(reading -> ((CommandReading.Does) reading).effect().reversibility())
                .reduce(Reversibility.READ_ONLY, Reversibility::worse);
    }
}
