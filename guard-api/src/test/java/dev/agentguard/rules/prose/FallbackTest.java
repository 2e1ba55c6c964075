package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prohibitions of which not every word is understood. */
class FallbackTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DENY | Never run `node tools/serve.js` yourself. | node tools/serve.js | node tools/build.js",
                "DENY | Never run `frobnicate`. | frobnicate --now | cat frobnicate.md",
                "DENY | Do not touch `mail-gateway`, Ines works on it. | rm apps/mail-gateway/a.ts | rm apps/mail/a.ts",
                "DENY | Never delete vouchers. | curl -X DELETE https://a.example/vouchers/1 | curl https://a.example/vouchers/1",
                "ASK | Do not edit `api/x.proto` on Fridays. | sed -i s/a/b/ api/x.proto | cat api/x.proto",
                "DENY | The tables of `rates.csv` are law — never edit them. | rm rates.csv | rm rates.txt",
                "DENY | Icons live in `assets/icons/` — do not modify directly. | rm assets/icons/a.svg | rm assets/a.svg",
                "DENY | The fonts are in `static/fonts/` -- do not edit. | rm static/fonts/a.ttf | rm static/a.css",
                "ASK | Never start the dev server for verification. | npm run dev | npm test",
                "DENY | `licence.key` is private — never commit it. | git add licence.key | git add licence.txt"
            })
    void whatIsCertain_isEnforced(Verdict verdict, String sentence, String held, String near) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", sentence);

        assertThat(book.rules()).extracting(Rule::verdict).isNotEmpty().containsOnly(verdict);
        assertThat(RuleCases.stops(book, held)).as(held).isTrue();
        assertThat(RuleCases.stops(book, near)).as(near).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Do not start `fmt.Errorf` messages with a capital.",
                "The cache in `lib/cache.py`, which is never invalidated by saves, is small.",
                "Prefer real objects over mocks (no network, no disk).",
                "Never delete comments.",
                "Never run `useState` in a loop."
            })
    void whatIsAboutCode_isNot(String sentence) {
        assertThat(RuleCases.PROSE.read("AGENTS.md", sentence).rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Reject file:// and ftp:// and all other schemes.",
                "Stay in observer mode unless the user asks for the live one.",
                "Work calmly — never in a hurry."
            })
    void whatMayForbidSomething_isReported(String sentence) {
        assertThat(RuleCases.PROSE.read("AGENTS.md", sentence).advice()).hasSize(1);
    }

    @Test
    void whatIsLeftOut_isSaid() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", "Do not edit `api/x.proto` on Fridays.");

        assertThat(book.rules())
                .singleElement()
                .extracting(Rule::reading)
                .asString()
                .contains("is not read");
    }
}
