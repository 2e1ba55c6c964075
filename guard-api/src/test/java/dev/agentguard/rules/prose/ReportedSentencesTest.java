package dev.agentguard.rules.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentguard.rules.Advice;
import dev.agentguard.rules.Rule;
import dev.agentguard.rules.RuleBook;
import dev.agentguard.rules.RuleMatch.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prohibition is a rule, or advice with the reason: none is passed over in silence, wherever it stands. */
class ReportedSentencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Commit style\n\n- Never add emoji to headlines",
                "## Component patterns\n\nDo not fetch prices in a view.",
                "## Allowed\n\n- Read the ledger, but never round it",
                "## Never\n\n- Never trust a sundial",
                "- If any of these checks fail, do not open the gate.",
                "- Keep the harvest in the barn and avoid turning it twice.",
                "## RULE 1: NEVER use getHarvest() at night",
                "Feeding the owl after dark IS NOT ALLOWED.",
                "- Only Ann and Bo from the council may approve that a barn is torn down.",
                "Only the keeper is allowed to ring the bell.",
                "| Rule | Why |\n|---|---|\n| Never copy recipes | they are ours |"
            })
    void whatIsNotUnderstood_isAdvice(String markdown) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", markdown);

        assertThat(book.rules()).isEmpty();
        assertThat(book.advice())
                .as(markdown)
                .isNotEmpty()
                .allSatisfy(said -> assertThat(said.because()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Commit style\n\nKeep headlines short.",
                "## Component patterns\n\nThe cache is never stale.",
                "Validate input to avoid injections.",
                "Only the first match counts.",
                "This may only matter in May.",
                "## How to avoid traps\n\nHow you avoid them is up to you.",
                "- Temporary files that the build does not need."
            })
    void whatOnlyTellsSomething_isNot(String markdown) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", markdown);

        assertThat(book.rules()).isEmpty();
        assertThat(book.advice()).as(markdown).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Commit style\n\n- Never run `git push --force`",
                "## Component patterns\n\nNever run `git push --force`, not even on your own branch.",
                "### Test templates (jest)\n\n1. Do not use `git push --force` here."
            })
    void commandsBelowAHeadingAboutCode_areHeld(String markdown) {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", markdown);

        assertThat(RuleCases.stops(book, "git push -f origin fix")).as(markdown).isTrue();
        assertThat(RuleCases.stops(book, "git push origin fix")).as(markdown).isFalse();
    }

    @Test
    void pathsInABlockOfCode_areThoseThatAreNotToBeChanged() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", """
                These paths must not be modified without written approval in the task card:

                ```text
                src/ledger/          — entries
                ops/rates.md         # what we charge
                ```
                """);

        assertThat(book.rules()).extracting(Rule::verdict).isNotEmpty().containsOnly(Verdict.ASK);
        assertThat(RuleCases.stops(book, "rm src/ledger/entry.py")).isTrue();
        assertThat(RuleCases.stops(book, "sed -i s/1/2/ ops/rates.md")).isTrue();
        assertThat(RuleCases.stops(book, "cat ops/rates.md")).isFalse();
        assertThat(RuleCases.stops(book, "rm src/web/entry.py")).isFalse();
    }

    @Test
    void aLeadOfWhichNothingBelowIsUnderstood_isAdvice() {
        RuleBook book = RuleCases.PROSE.read("AGENTS.md", """
                These numbers must not be modified without approval from the kitchen:

                ```python
                soup = 3
                ```
                """);

        assertThat(book.rules()).isEmpty();
        assertThat(book.advice()).extracting(Advice::source).containsExactly("AGENTS.md:1");
    }
}
