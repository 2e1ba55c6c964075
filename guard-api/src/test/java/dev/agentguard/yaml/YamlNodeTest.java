package dev.agentguard.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlNodeTest {

    @Test
    void whatWasCompiled_isTheSameValue() throws IOException {
        YamlNode read = YamlNode.read("a.yaml", "list: [1, on, ~, \"t\\u00e9\"]\nmap: {k: v, empty: {}, none: []}\n");
        ByteArrayOutputStream compiled = new ByteArrayOutputStream();
        read.compile(compiled);

        YamlNode again = YamlNode.compiled("a.yaml", new ByteArrayInputStream(compiled.toByteArray()));

        assertThat(again.require("list").list().get(0).integer()).isEqualTo(1);
        assertThat(again.require("list").list().get(1).bool()).isTrue();
        assertThat(again.require("list").list().get(2).kind()).isEqualTo(YamlNode.Kind.NULL);
        assertThat(again.require("list").list().get(3).string()).isEqualTo("té");
        assertThat(again.entries().keySet()).containsExactly("list", "map");
        assertThatThrownBy(() -> again.require("map").require("k").integer())
                .isInstanceOf(YamlException.class)
                .hasMessage("a.yaml:2:10: expected a whole number, found `v`");
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        again.compile(twice);
        assertThat(twice.toByteArray()).isEqualTo(compiled.toByteArray());
    }

    @Test
    void whatAnotherVersionCompiled_isNotRead() {
        assertThatThrownBy(() -> YamlNode.compiled("a.yaml", new ByteArrayInputStream(new byte[64])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("`a.yaml` is of another version");
    }

    @Test
    void scalars_followTheCoreSchema_soOnIsAString() {
        YamlNode node =
                YamlNode.read("f", "{a: on, b: true, c: 7, d: 1.5, e: ~, f: '7', g: 0x1F, h: yes, i: [], j: {}}");

        assertThat(node.entries().values().stream().map(YamlNode::kind))
                .containsExactly(
                        YamlNode.Kind.STRING,
                        YamlNode.Kind.BOOLEAN,
                        YamlNode.Kind.NUMBER,
                        YamlNode.Kind.NUMBER,
                        YamlNode.Kind.NULL,
                        YamlNode.Kind.STRING,
                        YamlNode.Kind.NUMBER,
                        YamlNode.Kind.STRING,
                        YamlNode.Kind.LIST,
                        YamlNode.Kind.MAP);
    }

    @Test
    void values_areReadByType() {
        YamlNode node = YamlNode.read("f", """
                text: staging
                list: [a, "*.b"]
                on: on
                off: false
                count: 12
                short: 15m
                iso: PT1H
                time: 2026-12-31T00:00:00Z
                colour: DARK_RED
                """);

        assertThat(node.require("text").string()).isEqualTo("staging");
        assertThat(node.require("list").strings()).containsExactly("a", "*.b");
        assertThat(node.require("on").bool()).isTrue();
        assertThat(node.require("off").bool()).isFalse();
        assertThat(node.require("count").integer()).isEqualTo(12);
        assertThat(node.require("short").duration()).isEqualTo(Duration.ofMinutes(15));
        assertThat(node.require("iso").duration()).isEqualTo(Duration.ofHours(1));
        assertThat(node.require("time").instant()).isEqualTo(Instant.parse("2026-12-31T00:00:00Z"));
        assertThat(node.require("text").source()).isEqualTo("f:1");
        assertThat(node.get("missing")).isNull();
        assertThatThrownBy(() -> node.require("colour").oneOf(Colour.class))
                .hasMessage("f:9:9: expected one of `red`, `dark-red`, found `DARK_RED`");
    }

    @Test
    void enumWord_inKebabCase_isRead() {
        assertThat(YamlNode.read("f", "dark-red").oneOf(Colour.class)).isEqualTo(Colour.DARK_RED);
    }

    @Test
    void anEmptyFile_isNothing_andCountsAsAnEmptyMapping() {
        for (String text : List.of("", "# only a comment\n", "---\n")) {
            assertThat(YamlNode.read("f", text).map("a").entries()).isEmpty();
        }
    }

    @Test
    void unknownKey_namesTheKeysThatMayStandThere() {
        assertProblem(
                () -> YamlNode.read("guard.yaml", "agent: 1\n  # comment\nenvs: {}\n")
                        .map("checks", "agent"),
                "guard.yaml:3:1: unknown key `envs`, expected one of `agent`, `checks`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agnt", "agennt", "agemt", "agetn", "gent", "agents"})
    void unknownKey_oneEditAway_isAskedAbout(String key) {
        assertProblem(
                () -> YamlNode.read("f", key + ": 1").map("agent", "checks"),
                "f:1:1: unknown key `" + key + "`, expected one of `agent`, `checks` (did you mean `agent`?)");
    }

    @Test
    void wrongTypes_nameWhatWasExpectedAndFound() {
        YamlNode node = YamlNode.read("f", "a: 7\nb: [x, 7]\nc: {d: e}\nf:\ng: soon\n");

        assertProblem(() -> node.require("a").strings(), "f:1:4: expected a list of strings, found `7`");
        assertProblem(() -> node.require("a").string(), "f:1:4: expected a string, found `7`");
        assertProblem(() -> node.require("a").map(), "f:1:4: expected a mapping, found `7`");
        assertProblem(() -> node.require("b").strings(), "f:2:8: expected a string, found `7`");
        assertProblem(() -> node.require("b").bool(), "f:2:4: expected `on` or `off`, found a list");
        assertProblem(() -> node.require("c").list(), "f:3:4: expected a list, found a mapping");
        assertProblem(() -> node.require("f").string(), "f:4:3: expected a string, found nothing");
        assertProblem(
                () -> node.require("g").duration(),
                "f:5:4: expected a duration such as `5s`, `15m`, `24h` or `PT15M`, found `soon`");
        assertProblem(
                () -> node.require("g").instant(),
                "f:5:4: expected a time such as `2026-12-31T00:00:00Z`, found `soon`");
        assertProblem(() -> node.require("g").integer(), "f:5:4: expected a whole number, found `soon`");
        assertProblem(() -> node.require("z"), "f:1:1: missing key `z`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-5s", "5", "5 s", "PT-5S", "PT0S", "P", "9999999999s", "s", "5y", "1.5h", ""})
    void badDurations_areRefused(String text) {
        assertThatThrownBy(() -> YamlNode.read("f", "'" + text + "'").duration())
                .isInstanceOf(YamlException.class)
                .hasMessage("f:1:1: expected a duration such as `5s`, `15m`, `24h` or `PT15M`, found `" + text + "`");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "5s, PT5S", "24h, PT24H", "7d, PT168H", "P1D, PT24H"})
    void goodDurations_areRead(String text, Duration expected) {
        assertThat(YamlNode.read("f", text).duration()).isEqualTo(expected);
    }

    @Test
    void duplicateKey_isRefusedAtTheSecond() {
        assertProblem(
                () -> YamlNode.read("f", "a: 1\nb: 2\na: 3\n"), "f:3:1: duplicate key `a`, already given in line 1");
    }

    @Test
    void aliasBomb_isRefusedAtTheFirstAnchor() {
        assertProblem(
                () -> YamlNode.read("f", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
                "f:1:4: anchors and aliases are not supported, write the value out");
    }

    @Test
    void tags_areRefused() {
        assertProblem(
                () -> YamlNode.read("f", "a: !!binary abc"),
                "f:1:4: tags are not supported, found `tag:yaml.org,2002:binary`");
        assertProblem(() -> YamlNode.read("f", "a: !x {}"), "f:1:4: tags are not supported, found `!x`");
    }

    @Test
    void secondDocument_isRefused() {
        assertProblem(() -> YamlNode.read("f", "a: 1\n---\nb: 2\n"), "f:2:1: expected one document, found a second");
    }

    @Test
    void keyThatIsNoName_isRefused() {
        assertProblem(() -> YamlNode.read("f", "? [a]\n: b\n"), "f:1:3: expected a name as key, found a list");
    }

    @Test
    void largeFile_isRefused_andTheLargestAllowedOneIsRead() {
        byte[] large = new byte[2 << 20];
        Arrays.fill(large, (byte) '#');
        assertProblem(() -> YamlNode.read("f", large), "f:1:1: larger than 1048576 bytes, split the file");
        assertProblem(
                () -> YamlNode.read("f", "é".repeat(600_000)), "f:1:1: larger than 1048576 bytes, split the file");

        byte[] largest = Arrays.copyOf(large, 1 << 20);
        assertThat(YamlNode.read("f", largest).kind()).isEqualTo(YamlNode.Kind.NULL);
    }

    @Test
    void deepNesting_isRefused_inFlowAndInBlock() {
        assertProblem(() -> YamlNode.read("f", "[".repeat(500_000)), "f:1:51: nested deeper than 50 levels");
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            block.append(" ".repeat(i)).append("a:\n");
        }
        assertProblem(() -> YamlNode.read("f", block.toString()), "f:50:50: nested deeper than 50 levels");
        assertThat(YamlNode.read("f", "[".repeat(50) + "]".repeat(50)).kind()).isEqualTo(YamlNode.Kind.LIST);
    }

    @Test
    void bytesThatAreNoText_areRefusedWithTheirPosition() {
        assertProblem(
                () -> YamlNode.read("f", new byte[] {'a', ':', '\n', ' ', (byte) 0xff, 'b'}), "f:2:2: not valid UTF-8");
        assertProblem(
                () -> YamlNode.read("f", "a: b\n\u0000".getBytes(StandardCharsets.UTF_8)),
                "f:2:1: character U+0000 is not allowed");
    }

    @Test
    void syntaxError_hasItsPosition_andShowsNothingOfTheFile() {
        assertThatThrownBy(() -> YamlNode.read("f", "a: [hunter2\nb: }"))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("f:2:")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
        assertProblem(() -> YamlNode.read("f", "a: b: c"), "f:1:5: mapping values are not allowed here");
    }

    @Test
    void concealedValue_isNotShown() {
        YamlNode node = YamlNode.read("f", "a: {b: hunter2}").concealed();

        assertProblem(
                () -> node.require("a").require("b").list(),
                "f:1:8: expected a list, found something else (not shown)");
        assertThat(node.require("a").require("b").toString()).isEqualTo("f:1:8 STRING");
    }

    @Test
    void foreignText_isShownInOneShortLine() {
        assertProblem(
                () -> YamlNode.read("f", "\"a\\nb`" + "c".repeat(50) + "\"").list(),
                "f:1:1: expected a list, found `a b'" + "c".repeat(36) + "…`");
    }

    private static void assertProblem(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(YamlException.class).hasMessage(message);
    }

    private enum Colour {
        RED,
        DARK_RED
    }
}
