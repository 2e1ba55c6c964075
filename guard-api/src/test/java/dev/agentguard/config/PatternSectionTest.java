package dev.agentguard.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What may stand in {@code match:} and {@code when:}, and what is said about anything else. */
class PatternSectionTest {

    private static GuardConfig read(String rule) {
        String file = "version: 1\nrules:\n  - id: a\n    verdict: deny\n" + rule;
        return ConfigReader.read(Path.of("guard.yaml"), file.getBytes(StandardCharsets.UTF_8), true, name -> null);
    }

    private static Arguments broken(String rule, String message) {
        return Arguments.of(rule, message);
    }

    static Stream<Arguments> broken() {
        String field = "unknown field `kindd`";
        return Stream.of(
                broken("    when: effect.kindd == 'x'\n", "5:17: " + field),
                broken("    when: true && effect.kindd == 'x'\n", "5:25: " + field),
                broken("    when: \"effect.kindd == 'x'\"\n", "5:18: " + field),
                broken("    when: \"effect.kind == \\\"data\\\" && effect.kindd == 'x'\"\n", "5:45: " + field),
                broken("    when: 'effect.kind == ''data'' && effect.kindd == 3'\n", "5:45: " + field),
                broken("    when: |\n      effect.kind == 'data'\n        && effect.kindd == 'x'\n", "7:18: " + field),
                broken("    when: >-\n      effect.kind == 'data'\n      && effect.kindd == 'x'\n", "7:16: " + field),
                broken("    when: effect.kind == 'data'\n      && effect.kindd == 'x'\n", "6:16: " + field),
                broken("    when: |2\n        true &&\n\n        effect.kindd == 'x'\n", "8:15: " + field),
                broken("    reason: ä𝄞\n    when: \"'ä𝄞' == '' || effect.kindd == 'x'\"\n", "6:32: " + field),
                broken("    when: effect.rows > 'x'\n", "5:23: `>` cannot be applied to `(int, string)`"),
                broken("    when: effect.kind\n", "5:17: expected a condition, found a value of type `string`"),
                broken("    when: 3\n", "5:11: expected a string, found `3`"),
                broken("    when: effect.kind == 'mony'\n", "5:26: `effect.kind` is never `mony`"),
                broken("    match: {kind: money}\n    when: nope\n", "6:11: unknown name `nope`, expected one of"),
                broken("    reason: b\n", "3:5: expected `match`, `when` or both"),
                broken("    match: {}\n", "5:12: expected at least one condition"),
                broken("    match: {tools: x}\n", "5:13: unknown key `tools`, expected one of"),
                broken("    match: {tool: '*'}\n", "5:19: expected the name of a tool"),
                broken("    match: {tool: []}\n", "5:19: expected one value or a list of them"),
                broken("    match: {path: ./}\n", "5:19: expected a file such as"),
                broken("    match: {above: {}}\n", "5:20: expected one or more of `amount`, `rows`, `recipients`"),
                broken("    match: {above: {amount: 50}}\n", "5:29: expected a string, found `50`"),
                broken("    match: {above: {amount: 50 XYZ}}\n", "5:29: expected an amount and a currency"),
                broken("    match: {above: {rows: -1}}\n", "5:27: expected a number from 0"),
                broken("    match: {kind: [money, mail]}\n", "5:27: expected one of `data`, `money`"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void broken_conditions_name_their_place(String rule, String message) {
        assertThatThrownBy(() -> read(rule))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("guard.yaml:" + message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void conditions_are_listed_in_words() {
        assertThat(read("""
                    match:
                      operation: ["stripe:*", "paypal:*"]
                      kind: [money, message]
                      tool: Refund_*
                      command: [git push --force, rm]
                      path: [src/generated/*, ./.env]
                      host: "*.example.com"
                      above: {amount: 50 EUR, rows: 1000, recipients: 10}
                    when: effect.reach == 'all'
                """).ruleBook().rules().get(0).pattern())
                .hasToString("operation stripe:*, paypal:*; kind MESSAGE, MONEY; tool refund_*; host *.example.com; "
                        + "file src/generated/*, .env; more than 50 EUR, 1000 rows, 10 recipients; "
                        + "command git push --force, rm; effect.reach == 'all'");
    }

    @Test
    void a_permit_and_a_cap_take_conditions_too() {
        GuardConfig config =
                ConfigReader.read(Path.of("guard.yaml"), """
                version: 1
                permits:
                  - {id: p, when: "effect.amount <= 50.0 && effect.currency == 'EUR'", count: {1d: 3}}
                caps:
                  - {id: c, match: {tool: send}, when: "effect.kind == 'message'", recipients: {each: 3}}
                """.getBytes(StandardCharsets.UTF_8), true, name -> null);
        assertThat(config.quotas())
                .extracting(quota -> quota.pattern().toString())
                .containsExactly(
                        "effect.amount <= 50.0 && effect.currency == 'EUR'", "tool send; effect.kind == 'message'");
    }
}
